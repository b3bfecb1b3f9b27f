#include <fmt/format.h>

#include "bench/run/outcome.hpp"

namespace homigo::bench {
namespace {

std::string figure(const std::optional<double>& value) {
  if (!value) return "-";
  return fmt::format("{:.{}f}", *value, *value >= 100 ? 0 : 2);
}

}  // namespace

std::string table(const outcomes& all) {
  std::string out = fmt::format("{:<11}{:>11}{:>9}{:>9}{:>10}{:>10}{:>11}{:>8}  {:<4} {}\n", "work", "rate", "p50 ms",
                                "p99 ms", "half p50", "half p99", "baseline", "ratio", "met", "target");
  for (const auto& each : all.results)
    out += fmt::format("{:<11}{:>11}{:>9}{:>9}{:>10}{:>10}{:>11}{:>8}  {:<4} {}\n", each.work, figure(each.rate),
                       figure(each.p50_ms), figure(each.p99_ms), figure(each.half_load_p50_ms),
                       figure(each.half_load_p99_ms), figure(each.baseline_rate), figure(each.ratio),
                       each.met ? (*each.met ? "yes" : "no") : "-", each.target);
  out += '\n';
  for (const auto& each : all.results) {
    out += fmt::format("{}: {}; baseline: {}; failures: {}\n", each.work, each.unit, each.baseline, each.failures);
    for (const auto& note : each.notes) out += "  " + note + '\n';
  }
  return out;
}

}  // namespace homigo::bench
