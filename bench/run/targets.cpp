// What each work is to reach: the one place that holds these figures.
#include <algorithm>
#include <array>

#include "bench/run/work.hpp"

namespace homigo::bench {
namespace {

struct target {
  std::string_view work;
  std::string_view words;
  std::optional<double> least_ratio;
  std::optional<double> most;  // of the figure that the work itself names: ms, bytes or seconds
  double least_rate = 0;
};

constexpr std::array targets{
    target{"feed", ">= 3250 x the document's SQL, p99 <= 10 ms", 3250, 10},
    target{"feed-growth", "p50 grows <= 3 x", std::nullopt, 3},
    target{"received", ">= 20,000 a second, p99 <= 5 ms at half load", std::nullopt, 5, 20'000},
    target{"swipe", ">= 3 x pgbench", 3, std::nullopt},
    target{"swipe-hot", "others' p99 at half load <= 1.3 x that without a hot listing", std::nullopt, 1.3},
    target{"chat", ">= 1 x pgbench, delivery p99 <= 12 ms at half load", 1, 12},
    target{"http", ">= 0.97 x bare Beast", 0.97, std::nullopt},
    target{"memory", "<= 2458 bytes a live entity", std::nullopt, 2458},
    target{"websocket", "<= 24 KiB a socket (48 with deflate)", std::nullopt, 24.0 * 1024},
    target{"cold-start", "ready <= 10 s, first feed exact", std::nullopt, 10},
};

}  // namespace

void judge(outcome& out, std::optional<double> bounded) {
  const auto* wanted = std::ranges::find(targets, std::string_view{out.work}, &target::work);
  out.target = wanted->words;
  out.met = (!wanted->least_ratio || (out.ratio && *out.ratio >= *wanted->least_ratio)) &&
            (wanted->least_rate == 0 || (out.rate && *out.rate >= wanted->least_rate)) &&
            (!wanted->most || (bounded && *bounded <= *wanted->most));
}

}  // namespace homigo::bench
