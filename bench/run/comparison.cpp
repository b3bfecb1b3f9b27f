#include <fmt/format.h>

#include "bench/run/targets.hpp"
#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

/// The medians of what several rounds gave.
struct figures {
  std::vector<double> rate, p50, p99, baseline, ratio;
};

void note_failures(outcome& out, const load::load_result& result) {
  out.failures += static_cast<std::int64_t>(result.failed());
  for (const auto& [status, count] : result.statuses)
    if ((status < 200 || status >= 300) && count > 0) out.notes.push_back(fmt::format("{} x status {}", count, status));
}

void at_half_load(stage& on, const comparison& how, outcome& out) {
  auto plan = how.plan;
  plan.rate = *out.rate / 2;
  const auto result = drive_noted(on, plan, how.source, out);
  out.half_load_p50_ms = ms(result.taken, 50);
  out.half_load_p99_ms = ms(result.taken, 99);
  tell(fmt::format("  at {:.0f} a second: p50 {:.2f} ms, p99 {:.2f} ms", plan.rate, *out.half_load_p50_ms,
                   *out.half_load_p99_ms));
}

}  // namespace

load::load_result drive_noted(stage& on, const load::load_plan& plan, load::request_source& source, outcome& out) {
  auto result = load::drive(on.server(), plan, source);
  note_failures(out, result);
  return result;
}

void compare_in_closed_loops(stage& on, const comparison& how, outcome& out) {
  figures all;
  for (std::uint64_t round = 1; round <= on.wanted.rounds; ++round) {
    all.baseline.push_back(how.baseline(on.wanted.seconds));
    const auto result = drive_noted(on, how.plan, how.source, out);
    all.rate.push_back(result.rate());
    all.p50.push_back(ms(result.taken, 50));
    all.p99.push_back(ms(result.taken, 99));
    all.ratio.push_back(all.rate.back() / all.baseline.back());
    tell(fmt::format("  {} round {}: {:.0f} a second, p50 {:.2f} ms, p99 {:.2f} ms; baseline {:.1f}", out.work, round,
                     all.rate.back(), all.p50.back(), all.p99.back(), all.baseline.back()));
  }
  out.rounds = static_cast<std::int64_t>(on.wanted.rounds);
  out.rate = median(all.rate);
  out.p50_ms = median(all.p50);
  out.p99_ms = median(all.p99);
  out.baseline_rate = median(all.baseline);
  out.ratio = median(all.ratio);
}

void compare(stage& on, const comparison& how, outcome& out) {
  compare_in_closed_loops(on, how, out);
  at_half_load(on, how, out);
}

void judge(outcome& out, std::optional<double> bounded) {
  const auto& wanted = target_of(out.work);
  out.target = wanted.words;
  bool met = true;
  if (wanted.least_ratio) met = out.ratio && *out.ratio >= *wanted.least_ratio;
  if (wanted.most) met = met && bounded && *bounded <= *wanted.most;
  out.met = met;
}

}  // namespace homigo::bench
