// A visit that a participant of a conversation proposes or confirms.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct visit_proposal {
  instant starts_at{};
  std::optional<std::int32_t> duration_minutes;
  std::optional<std::string> note;
};
HOMIGO_DESCRIBED(visit_proposal, starts_at, duration_minutes, note)
constexpr auto rules_of(const visit_proposal*) {
  return rules(field("duration_minutes").range(5, 480), field("note").length(1, 500));
}

/// Stands in its conversation like a message, alone in its group: so it has the place of its turn.
struct visit_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid conversation_id{};
  uuid message_id{};
  uuid sender_id{};
  message_type type{};  // visit_request or visit_confirmation
  std::optional<std::string> body;
  visit_proposal visit;
  std::optional<std::string> client_message_id;
  instant at{};
  uuid tenant_id{};  // of the conversation, as its entity knows it
  uuid host_id{};
};
HOMIGO_DESCRIBED(visit_item, g, i, conversation_id, message_id, sender_id, type, body, visit, client_message_id, at,
                 tenant_id, host_id)

}  // namespace homigo::domain
