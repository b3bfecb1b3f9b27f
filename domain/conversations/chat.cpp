#include "domain/conversations/chat.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

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
      errors.push_back({"/type", "not_allowed", "system messages can only be sent by the service"});
      break;
  }
  // Nothing can be uploaded to a conversation, so no identifier is that of an attachment.
  if (message.attachment_id) errors.push_back({"/attachment_id", "unknown", "there is no such attachment"});
  const bool is_visit = message.type == message_type::visit_request || message.type == message_type::visit_confirmation;
  if (message.visit && !is_visit)
    errors.push_back(
        {"/visit", "not_allowed", "is only allowed in messages of type visit_request or visit_confirmation"});
}

result<void> check_visit_time(const message_request& message, instant now) {
  constexpr std::chrono::minutes grace{15};
  constexpr std::chrono::days horizon{183};
  if (!message.visit) return {};
  if (message.visit->starts_at < now - grace)
    return invalid_field("/visit/starts_at", "in_the_past", "must not be in the past; it is now " + to_string(now));
  if (message.visit->starts_at > now + horizon)
    return invalid_field("/visit/starts_at", "too_far_ahead", "must not be later than " + to_string(now + horizon));
  return {};
}

HOMIGO_TABLE(message_request)
HOMIGO_TABLE(read_request)

}  // namespace homigo::domain
