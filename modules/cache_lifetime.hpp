// How long what was read may be remembered, whatever the clock does meanwhile.
#pragma once

#include <chrono>

#include "domain/time.hpp"

namespace homigo::modules {

/// Also true of what a clock that has stepped back would keep longer than it may; the second is for threads that read
/// their clocks in another order.
inline bool has_lapsed(domain::instant valid_until, domain::instant now, std::chrono::seconds lifetime) {
  return valid_until <= now || valid_until > now + lifetime + std::chrono::seconds{1};
}

}  // namespace homigo::modules
