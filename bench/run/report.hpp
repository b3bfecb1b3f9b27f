// The outcomes as a table for people.
#pragma once

#include "bench/run/outcome.hpp"

namespace homigo::bench {

std::string table(const outcomes& all);

}  // namespace homigo::bench
