// Matched pairs for chat and presence, made over the API as people make them.
#pragma once

#include "bench/run/stage.hpp"

namespace homigo::bench {

struct matched_pair {
  const person* tenant;
  const person* host;
  std::string conversation_id;
};

/// So many pairs of different people, from the end of the lists; a pair that matched in an earlier run is found again.
std::vector<matched_pair> make_matches(stage& on, std::size_t pairs);

}  // namespace homigo::bench
