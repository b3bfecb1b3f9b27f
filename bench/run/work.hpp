// The works that can be measured.
#pragma once

#include "bench/run/stage.hpp"

namespace homigo::bench {

/// Each measures and compares; figures of several rounds are medians.
outcome measure_feed(stage& on);
outcome measure_feed_alone(stage& on);
outcome measure_swipe(stage& on);
outcome measure_hot_swipe(stage& on);
outcome measure_chat(stage& on);
outcome measure_http(stage& on);
outcome measure_memory(stage& on);
outcome measure_websocket(stage& on);
outcome measure_cold_start(stage& on);

struct comparison {
  load::load_plan plan;
  load::request_source& source;
  std::function<double(std::uint64_t seconds)> baseline;  // its rate
};
/// Closed loops of a source and of its baseline in turn.
void compare_in_closed_loops(stage& on, const comparison& how, outcome& out);
/// The same, then the source at half its rate from the intended start.
void compare(stage& on, const comparison& how, outcome& out);
/// A load whose failures are counted and told in `out`.
load::load_result drive_noted(stage& on, const load::load_plan& plan, load::request_source& source, outcome& out);

/// Fills in ratio and target: met when every bound that the target names is kept. `bounded` is the figure that its
/// upper bound concerns.
void judge(outcome& out, std::optional<double> bounded);

}  // namespace homigo::bench
