// A dislike taken back.
#pragma once

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct undo_item {
  std::int32_t g = 0;
  std::int32_t i = 0;
  uuid listing_id{};
  uuid requirement_id{};
  uuid swiper_id{};
  pair_side side{};
  uuid swipe_id{};
  instant at{};
};
HOMIGO_DESCRIBED(undo_item, g, i, listing_id, requirement_id, swiper_id, side, swipe_id, at)

}  // namespace homigo::domain
