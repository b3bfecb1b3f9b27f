// A chat message.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct message_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid conversation_id{};
  uuid message_id{};
  uuid sender_id{};
  message_type type{};
  std::optional<std::string> body;
  std::optional<uuid> attachment_id;
  std::optional<std::string> client_message_id;
  instant at{};
  uuid tenant_id{};  // of the conversation, as its entity knows it
  uuid host_id{};
};
HOMIGO_DESCRIBED(message_item, g, i, conversation_id, message_id, sender_id, type, body, attachment_id,
                 client_message_id, at, tenant_id, host_id)

}  // namespace homigo::domain
