// The works that can be measured.
#pragma once

#include <functional>

#include "bench/run/stage.hpp"

namespace homigo::bench {

/// Each measures and compares; figures of several rounds are medians.
outcome measure_feed(stage& on);
outcome measure_feed_alone(stage& on);
outcome measure_received(stage& on);
outcome measure_swipe(stage& on);
outcome measure_hot_swipe(stage& on);
outcome measure_chat(stage& on);
outcome measure_http(stage& on);
/// The product and an ordinary web stack over the document's SQL (bench/web), both over HTTP on 64 connections.
outcome measure_swipe_web(stage& on);
outcome measure_chat_web(stage& on);
outcome measure_http_web(stage& on);
outcome measure_memory(stage& on);
outcome measure_websocket(stage& on);
outcome measure_cold_start(stage& on);

/// How the time of a feed grows with the stock, out of `feed-alone` on several instances. Each step is LISTINGS:MS, the
/// smallest stock first. Throws usage_error when one is not, or when there is only one.
outcome growth_of(const std::vector<std::string>& steps);

struct measured {
  load::histogram taken;
  double rate = 0;
};
struct comparison {
  std::function<measured(double rate)> product;           // at so many a second; 0: as fast as answers come
  std::function<double(std::uint64_t seconds)> baseline;  // its rate
};
/// A product that is asked over HTTP. What fails is counted and told in `out`.
std::function<measured(double rate)> driven(stage& on, load::load_plan plan, load::request_source& source,
                                            outcome& out);
/// Closed loops of the product and of its baseline in turn.
void compare_in_closed_loops(stage& on, const comparison& how, outcome& out);
/// The same, then the product at half its rate from the intended start.
void compare(stage& on, const comparison& how, outcome& out);

/// Fills in target, and whether it is met: when every bound that it names is kept. `bounded` is the figure that its
/// upper bound concerns.
void judge(outcome& out, std::optional<double> bounded);

}  // namespace homigo::bench
