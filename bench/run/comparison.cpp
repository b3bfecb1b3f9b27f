#include <fmt/format.h>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

void note_failures(outcome& out, const load::load_result& result) {
  out.failures += static_cast<std::int64_t>(result.failed());
  for (const auto& [status, count] : result.statuses)
    if ((status < 200 || status >= 300) && count > 0) out.notes.push_back(fmt::format("{} x status {}", count, status));
}

}  // namespace

std::function<measured(double rate)> driven(stage& on, load::load_plan plan, load::request_source& source,
                                            outcome& out) {
  return [&on, plan, &source, &out](double rate) mutable {
    plan.rate = rate;
    const auto result = load::drive(on.server(), plan, source);
    note_failures(out, result);
    return measured{result.taken, result.rate()};
  };
}

void compare_in_closed_loops(stage& on, const comparison& how, outcome& out) {
  std::vector<double> rates, p50, p99, baselines, ratios;
  for (std::uint64_t round = 1; round <= on.wanted.rounds; ++round) {
    baselines.push_back(how.baseline(on.wanted.seconds));
    const auto [taken, rate] = how.product(0);
    rates.push_back(rate);
    p50.push_back(ms(taken, 50));
    p99.push_back(ms(taken, 99));
    ratios.push_back(rate / baselines.back());
    tell(fmt::format("  {} round {}: {:.0f} a second, p50 {:.2f} ms, p99 {:.2f} ms; baseline {:.1f}", out.work, round,
                     rate, p50.back(), p99.back(), baselines.back()));
  }
  out.rounds = static_cast<std::int64_t>(on.wanted.rounds);
  out.rate = median(rates);
  out.p50_ms = median(p50);
  out.p99_ms = median(p99);
  out.baseline_rate = median(baselines);
  out.ratio = median(ratios);
}

void compare(stage& on, const comparison& how, outcome& out) {
  compare_in_closed_loops(on, how, out);
  const auto half = how.product(*out.rate / 2);
  out.half_load_p50_ms = ms(half.taken, 50);
  out.half_load_p99_ms = ms(half.taken, 99);
  tell(fmt::format("  at {:.0f} a second: p50 {:.2f} ms, p99 {:.2f} ms", *out.rate / 2, *out.half_load_p50_ms,
                   *out.half_load_p99_ms));
}

}  // namespace homigo::bench
