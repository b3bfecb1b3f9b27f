// What a participant sends to a conversation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/engine/items/visit_item.hpp"
#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// The same client_message_id twice is one message, for 7 days.
struct message_request {
  message_type type{};
  std::optional<std::string> body;
  std::optional<uuid> attachment_id;
  std::optional<visit_proposal> visit;  // of type visit_request or visit_confirmation
  std::optional<std::string> client_message_id;
};
HOMIGO_DESCRIBED(message_request, type, body, attachment_id, visit, client_message_id)
constexpr auto rules_of(const message_request*) {
  return rules(field("body").length(1, 4000), field("client_message_id").length(1, 100).matching(pattern::no_control));
}
void cross_checks(const message_request& message, std::vector<field_error>& errors);

/// Fails with invalid_fields for a visit in the past (a slow clock or a slow network is forgiven) or more than half a
/// year ahead.
result<void> check_visit_time(const message_request& message, instant now);

struct read_request {
  std::int64_t sequence = 0;
};
HOMIGO_DESCRIBED(read_request, sequence)
constexpr auto rules_of(const read_request*) { return rules(field("sequence").range(1, 9e15)); }

}  // namespace homigo::domain
