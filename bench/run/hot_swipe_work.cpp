#include <fmt/format.h>

#include "bench/run/swipes.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

constexpr unsigned hot_percent = 60;

std::string both(const load::histogram& taken) {
  return fmt::format("p50 {:.2f} ms, p99 {:.2f} ms", ms(taken, 50), ms(taken, 99));
}

}  // namespace

/// What a listing that everybody wants does to everybody else: their latencies, at a rate that the machine bears, with
/// the hot listing and without it.
outcome measure_hot_swipe(stage& on) {
  outcome out{.work = "swipe-hot",
              .unit = fmt::format("durable swipes a second, {} % of them on one listing", hot_percent)};
  out.baseline = "the same swipes on many listings";
  swipes plain{on}, hot{on, hot_percent};
  touch_first(on, plain);
  touch_first(on, hot);
  const load::load_plan plan{.connections = swipes::hot_connections,
                             .measured = std::chrono::seconds{on.wanted.seconds}};
  const auto swipe_plain = driven(on, plan, plain, out), swipe_hot = driven(on, plan, hot, out);
  compare_in_closed_loops(on, {swipe_hot, [&](std::uint64_t) { return swipe_plain(0).rate; }}, out);
  const auto half = *out.rate / 2;
  const auto without = swipe_plain(half);
  hot.forget_times();
  swipe_hot(half);
  out.half_load_p50_ms = ms(hot.others(), 50);
  out.half_load_p99_ms = ms(hot.others(), 99);
  out.notes.push_back(fmt::format("at {:.0f} a second: others {}; on the hot listing {}; without one {}", half,
                                  both(hot.others()), both(hot.hot()), both(without.taken)));
  tell("  " + out.notes.back());
  judge(out, *out.half_load_p99_ms / ms(without.taken, 99));
  return out;
}

}  // namespace homigo::bench
