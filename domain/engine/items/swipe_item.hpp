// One side's decision on a pair, as the listing made it.
#pragma once

#include <optional>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// One side's swipe as the listing decided it. `i` numbers items within their group.
struct swipe_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid listing_id{};
  uuid requirement_id{};
  uuid swiper_id{};
  pair_side side{};
  swipe_action action{};
  uuid swipe_id{};
  bool is_new = true;            // false: an earlier swipe of this side changes its action
  std::int32_t likes_delta = 0;  // of the target posting's likes_count
  bool notify = false;           // tell the other side of a like
  std::optional<uuid> match_id;  // both like: the match and its conversation to create
  std::optional<uuid> conversation_id;
  instant at{};
};
HOMIGO_DESCRIBED(swipe_item, g, i, listing_id, requirement_id, swiper_id, side, action, swipe_id, is_new, likes_delta,
                 notify, match_id, conversation_id, at)

}  // namespace homigo::domain
