// How a cache that counts by the wall clock bears the clock being set back.
#pragma once

#include "domain/kernel/time/time.hpp"

namespace homigo::modules {

/// False too for what ends later than anything that is made now: it was read before the clock was set back, and would
/// live on for the length of the step. The second is for threads that read their clocks in another order.
inline bool is_within_window(domain::instant valid_until, domain::instant now, std::chrono::seconds lifetime) {
  return valid_until > now && valid_until <= now + lifetime + std::chrono::seconds{1};
}

}  // namespace homigo::modules
