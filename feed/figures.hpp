// The feed in figures, for operators.
#pragma once

#include "domain/kernel/described/described.hpp"

namespace homigo::feed {

struct feed_figures {
  bool ready = false;
  std::int64_t listings = 0;  // in the index, as requirements
  std::int64_t requirements = 0;
  std::int64_t index_bytes = 0;
  std::int64_t exclusion_sets = 0;
  std::int64_t exclusion_bytes = 0;
  std::int64_t cards = 0;
  std::int64_t card_bytes = 0;
  std::int64_t card_hits = 0;
  std::int64_t card_misses = 0;
  double sweep_lag_s = 0;  // since the last complete sweep of the change log
};
HOMIGO_DESCRIBED(feed_figures, ready, listings, requirements, index_bytes, exclusion_sets, exclusion_bytes, cards,
                 card_bytes, card_hits, card_misses, sweep_lag_s)

}  // namespace homigo::feed
