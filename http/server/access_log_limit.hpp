// How much the lines of requests may write: set once from the settings, apart from those who write them.
#pragma once

#include <cstdint>

namespace homigo::http {

/// At most `lines` a second for answers below 500, and as many for the others; how many were left out is told in a line
/// of its own. Zero = none at all. Set before the first request.
void limit_access_log(std::int32_t lines);

}  // namespace homigo::http
