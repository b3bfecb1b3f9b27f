// `data` of the events that show no resource of the API, and of those whose resource is gone.
#pragma once

#include <optional>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct listing_news {
  uuid listing_id{};
  posting_status status{};
  std::int64_t revision = 0;
};
HOMIGO_DESCRIBED(listing_news, listing_id, status, revision)

struct requirement_news {
  uuid requirement_id{};
  posting_status status{};
  std::int64_t revision = 0;
};
HOMIGO_DESCRIBED(requirement_news, requirement_id, status, revision)

struct typing_news {
  uuid conversation_id{};
  uuid user_id{};
  bool active = false;
};
HOMIGO_DESCRIBED(typing_news, conversation_id, user_id, active)

struct presence_news {
  uuid user_id{};
  bool online = false;
  std::optional<instant> last_seen_at;
};
HOMIGO_DESCRIBED(presence_news, user_id, online, last_seen_at)

/// What is left of an event about something that is gone, or may no longer be seen: its identifier alone.
struct gone_match {
  uuid match_id{};
};
HOMIGO_DESCRIBED(gone_match, match_id)

struct gone_swipe {
  uuid swipe_id{};
};
HOMIGO_DESCRIBED(gone_swipe, swipe_id)

struct gone_message {
  uuid message_id{};
};
HOMIGO_DESCRIBED(gone_message, message_id)

struct gone_account {
  uuid user_id{};
};
HOMIGO_DESCRIBED(gone_account, user_id)

}  // namespace homigo::domain
