// What the edge has done, for /metrics: answers by route and status, with the time they took.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace homigo::http {

class edge_metrics {
public:
  /// Upper bounds of the histogram's buckets in milliseconds; what is slower is in the total only.
  static constexpr std::array<double, 12> bounds_ms{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};

  struct series {
    std::string route;  // "GET /api/v1/listings/{listing_id}"
    unsigned status = 0;
    std::uint64_t count = 0;
    double total_ms = 0;
    std::array<std::uint64_t, bounds_ms.size()> buckets{};  // each counts its own range only
  };

  /// Thread-safe.
  void count(const std::string& route, unsigned status, std::chrono::microseconds took);
  std::vector<series> snapshot() const;

private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, unsigned>, series> series_;
};

}  // namespace homigo::http
