#include "http/edge_metrics.hpp"

#include <algorithm>

namespace homigo::http {

void edge_metrics::count(const std::string& route, unsigned status, std::chrono::microseconds took) {
  const double ms = static_cast<double>(took.count()) / 1000;
  const auto bucket = std::ranges::lower_bound(bounds_ms, ms) - bounds_ms.begin();
  const std::lock_guard lock{mutex_};
  auto& s = series_[{route, status}];
  ++s.count;
  s.total_ms += ms;
  if (bucket < static_cast<std::ptrdiff_t>(s.buckets.size())) ++s.buckets[static_cast<std::size_t>(bucket)];
}

std::vector<edge_metrics::series> edge_metrics::snapshot() const {
  std::vector<series> all;
  const std::lock_guard lock{mutex_};
  for (const auto& [key, value] : series_) {
    all.push_back(value);
    all.back().route = key.first;
    all.back().status = key.second;
  }
  return all;
}

}  // namespace homigo::http
