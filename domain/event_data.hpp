// `data` of the events that show no resource of the API.
#pragma once

#include <optional>

#include "domain/time.hpp"
#include "domain/uuid.hpp"
#include "domain/vocabulary.hpp"

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

}  // namespace homigo::domain
