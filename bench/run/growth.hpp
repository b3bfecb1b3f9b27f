// How the time of a feed grows with the stock: out of `feed-alone` on several instances.
#pragma once

#include <string>
#include <vector>

#include "bench/run/outcome.hpp"

namespace homigo::bench {

/// Each step is LISTINGS:MS, the smallest stock first. Throws usage_error when one is not, or when there is only one.
outcome growth_of(const std::vector<std::string>& steps);

}  // namespace homigo::bench
