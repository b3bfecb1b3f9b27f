// The report at the end of the demo, for people.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "bench/demo/sql_checks.hpp"

namespace homigo::demo {

class stage;

std::string report(const stage& play, std::chrono::milliseconds taken, const std::vector<check_result>& checks);

/// No call failed and every check holds.
bool went_well(const stage& play, const std::vector<check_result>& checks);

}  // namespace homigo::demo
