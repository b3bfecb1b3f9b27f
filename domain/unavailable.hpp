// Infrastructure that is away for a while: the edge answers 503 with this code and Retry-After.
#pragma once

#include <stdexcept>
#include <string>

#include "domain/errc.hpp"

namespace homigo::domain {

/// Thrown, not returned: no business rule can do anything about it. `code` is one of the 503 codes: overloaded,
/// draining, database_unavailable, quarantined, outcome_unknown. The text is logged and never shown to a client.
struct unavailable : std::runtime_error {
  explicit unavailable(errc why, const std::string& cause = {}) : std::runtime_error(cause), code(why) {}
  errc code;
};

}  // namespace homigo::domain
