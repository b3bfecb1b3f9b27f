// Who looks at something, and how it is written for them.
#pragma once

#include <optional>

#include "http/routing/call.hpp"

namespace homigo::http {

/// Nobody for strangers.
inline std::optional<domain::uuid> viewer_of(const call& c) {
  return c.viewer() ? std::optional{c.viewer()->user_id} : std::nullopt;
}

inline codec::audience audience_for(bool whole) { return whole ? codec::audience::owner : codec::audience::everyone; }

}  // namespace homigo::http
