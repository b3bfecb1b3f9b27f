#include "http/pipeline/edge_metrics.hpp"

#include <algorithm>
#include <atomic>

namespace homigo::http {

edge_metrics::stripe& edge_metrics::mine() {
  static std::atomic<std::size_t> threads{0};
  thread_local const std::size_t number = threads.fetch_add(1);
  return stripes_[number % stripes_.size()];
}

void edge_metrics::count(std::string_view route, unsigned status, std::chrono::microseconds took) {
  const double ms = static_cast<double>(took.count()) / 1000;
  const auto bucket = std::ranges::lower_bound(bounds_ms, ms) - bounds_ms.begin();
  auto& here = mine();
  const std::lock_guard lock{here.mutex};
  auto found = here.all.find(std::pair{route, status});
  if (found == here.all.end()) found = here.all.try_emplace({std::string{route}, status}).first;
  auto& s = found->second;
  ++s.count;
  s.total_ms += ms;
  if (bucket < static_cast<std::ptrdiff_t>(s.buckets.size())) ++s.buckets[static_cast<std::size_t>(bucket)];
}

std::vector<edge_metrics::series> edge_metrics::snapshot() const {
  table sums;
  for (const auto& each : stripes_) {
    const std::lock_guard lock{each.mutex};
    for (const auto& [name, value] : each.all) {
      auto& sum = sums[name];
      sum.count += value.count;
      sum.total_ms += value.total_ms;
      std::ranges::transform(sum.buckets, value.buckets, sum.buckets.begin(), std::plus{});
    }
  }
  std::vector<series> all;
  for (auto& [name, value] : sums) {
    all.push_back(std::move(value));
    std::tie(all.back().route, all.back().status) = name;
  }
  return all;
}

}  // namespace homigo::http
