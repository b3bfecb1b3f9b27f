// Section `feed` of the settings.
#pragma once

#include "domain/kernel/described/described.hpp"

namespace homigo::feed {

struct settings {
  std::int32_t card_cache_mb = 700;
  std::int32_t exclusion_cache_mb = 64;  // what those who look at the feed have decided on
  std::int32_t sweep_ms = 2000;          // of the change log: what no message told is seen after it, twice it at most
  bool cards_ahead = true;               // fill the card cache in the background once the index is ready
};
HOMIGO_DESCRIBED(settings, card_cache_mb, exclusion_cache_mb, sweep_ms, cards_ahead)
constexpr auto rules_of(const settings*) {
  using domain::field;
  return domain::rules(field("card_cache_mb").range(1, 1'000'000), field("exclusion_cache_mb").range(1, 1'000'000),
                       field("sweep_ms").range(10, 60'000));
}

}  // namespace homigo::feed
