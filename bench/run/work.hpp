// The works that can be measured.
#pragma once

#include "bench/run/stage.hpp"

namespace homigo::bench {

/// Each measures and compares; figures of several rounds are medians.
outcome measure_feed(stage& on);
outcome measure_swipe(stage& on);
outcome measure_chat(stage& on);
outcome measure_http(stage& on);
outcome measure_memory(stage& on);
outcome measure_websocket(stage& on);
outcome measure_cold_start(stage& on);

/// Closed loops of a source and of its baseline in turn, then the source at half its rate from the intended start.
struct comparison {
  load::load_plan plan;
  load::request_source& source;
  std::function<double(std::uint64_t seconds)> baseline;  // its rate; null when there is none
};
void compare(stage& on, const comparison& how, outcome& out);

/// Fills in ratio and target: met when every bound that the target names is kept. `bounded` is the figure that its
/// upper bound concerns.
void judge(outcome& out, std::optional<double> bounded);

}  // namespace homigo::bench
