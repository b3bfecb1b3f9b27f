// What the edge has done, for /metrics: answers by route and status, with the time they took.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
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

  /// Thread-safe; threads have stripes of their own, so that they do not meet at a lock.
  void count(std::string_view route, unsigned status, std::chrono::microseconds took);
  /// By route and status.
  std::vector<series> snapshot() const;

private:
  using key = std::pair<std::string, unsigned>;
  struct by_name {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return std::tuple<std::string_view, unsigned>{a.first, a.second} <
             std::tuple<std::string_view, unsigned>{b.first, b.second};
    }
  };
  using table = std::map<key, series, by_name>;
  struct alignas(64) stripe {
    mutable std::mutex mutex;
    table all;
  };
  stripe& mine();

  std::array<stripe, 8> stripes_;
};

}  // namespace homigo::http
