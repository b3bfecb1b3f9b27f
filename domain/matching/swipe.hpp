// Swipes as the app sends them and as they are answered.
#pragma once

#include <optional>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {

/// `as_id` is the own requirement (or listing) that swipes; may be left out when exactly one is active.
struct swipe_request {
  swipe_target target_type{};
  uuid target_id{};
  std::optional<uuid> as_id;
  swipe_action action{};
};
HOMIGO_DESCRIBED(swipe_request, target_type, target_id, as_id, action)

/// `match` is GET /matches/{match_id} for the swiper.
struct swipe_answer {
  uuid swipe_id{};
  swipe_action action{};
  bool matched = false;
  std::optional<raw_json> match;
};
HOMIGO_DESCRIBED(swipe_answer, swipe_id, action, matched, match)

struct undo_request {
  uuid swipe_id{};
};
HOMIGO_DESCRIBED(undo_request, swipe_id)

struct undo_answer {
  uuid swipe_id{};
};
HOMIGO_DESCRIBED(undo_answer, swipe_id)

}  // namespace homigo::domain
