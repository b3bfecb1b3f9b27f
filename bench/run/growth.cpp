#include <fmt/format.h>

#include <charconv>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

struct growth_step {
  std::uint64_t listings = 0;
  double p50_ms = 0;
};

growth_step step_of(const std::string& text) {
  growth_step step;
  const auto* end = text.data() + text.size();
  const auto count = std::from_chars(text.data(), end, step.listings);
  const bool has_time = count.ec == std::errc{} && count.ptr != end && *count.ptr == ':';
  if (!has_time || std::from_chars(count.ptr + 1, end, step.p50_ms).ptr != end || step.p50_ms <= 0)
    throw usage_error{"--grown takes LISTINGS:MS, not " + text + "."};
  return step;
}

}  // namespace

outcome growth_of(const std::vector<std::string>& steps) {
  if (steps.size() < 2) throw usage_error{"Growth needs two steps at least."};
  outcome out{.work = "feed-growth", .unit = "ms, the median of a feed that is asked for alone, on the largest stock"};
  for (const auto& text : steps) {
    const auto step = step_of(text);
    if (!out.baseline_rate) {
      out.baseline = fmt::format("the same with {} listings", step.listings);
      out.baseline_rate = step.p50_ms;
    }
    out.rate = out.p50_ms = step.p50_ms;
    out.ratio = step.p50_ms / *out.baseline_rate;
    out.notes.push_back(fmt::format("{} listings: p50 {:.3f} ms, {:.2f} x", step.listings, step.p50_ms, *out.ratio));
  }
  out.rounds = 1;
  judge(out, out.ratio);
  return out;
}

}  // namespace homigo::bench
