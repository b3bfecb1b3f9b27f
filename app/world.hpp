// Clock, identifiers and randomness of the real world.
#pragma once

#include "gateways/system/system_sources.hpp"

namespace homigo::app {

struct world {
  gateways::system_clock clock;
  gateways::system_random random;
  gateways::random_ahead for_ids;
  gateways::time_ordered_ids ids{clock, for_ids};
};

}  // namespace homigo::app
