#include "domain/chat.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

void cross_checks(const message_request& message, std::vector<field_error>& errors) {
  const auto need = [&](bool there, const char* pointer) {
    if (!there) errors.push_back({pointer, "required", "is required for this type of message"});
  };
  switch (message.type) {
    case message_type::text:
      need(message.body.has_value(), "/body");
      break;
    case message_type::visit_request:
    case message_type::visit_confirmation:
      need(message.visit.has_value(), "/visit");
      break;
    case message_type::image:
    case message_type::document:
      need(message.attachment_id.has_value(), "/attachment_id");
      break;
    case message_type::system:
      errors.push_back({"/type", "not_allowed", "system messages are made by the service"});
      break;
  }
  // Nothing can be uploaded to a conversation, so no identifier is that of an attachment.
  if (message.attachment_id) errors.push_back({"/attachment_id", "unknown", "there is no such attachment"});
  if (message.visit && message.visit->text.size() > 2000)
    errors.push_back({"/visit", "too_long", "must have at most 2000 bytes"});
}

HOMIGO_TABLE(message_request)
HOMIGO_TABLE(read_request)

}  // namespace homigo::domain
