// How a cache that counts by the wall clock bears the clock being set back.
#pragma once

#include "domain/time.hpp"

namespace homigo::modules {

/// An entry that ends later than any could that is made now was read before the clock was set back: it would live on
/// for the length of the step.
inline bool is_within_window(domain::instant valid_until, domain::instant now, std::chrono::seconds lifetime) {
  return valid_until > now && valid_until <= now + lifetime;
}

}  // namespace homigo::modules
