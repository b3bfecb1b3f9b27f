// What the edge has done: answers by route and status, with the time they took.
#pragma once

#include <array>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "metrics/registry.hpp"

namespace homigo::http {

class edge_metrics {
public:
  explicit edge_metrics(metrics::registry& all)
      : registry_(all),
        rate_limited_(all.counter("homigo_http_rate_limited_total", "Requests refused with 429")),
        shed_(all.counter("homigo_http_shed_total", "Requests refused with 503")) {}

  /// Thread-safe. `route` is a route's name, as "GET /api/v1/listings/{listing_id}", or "-".
  void count(std::string_view route, unsigned status, std::chrono::microseconds took);

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
  /// The registry takes a lock and copies labels to find a series: threads remember those that they have met, in
  /// stripes of their own.
  struct alignas(64) stripe {
    std::mutex mutex;
    std::map<key, metrics::Histogram*, by_name> met;
  };
  stripe& mine();
  metrics::Histogram& durations(std::string_view route, unsigned status);

  metrics::registry& registry_;
  metrics::Counter& rate_limited_;
  metrics::Counter& shed_;
  std::array<stripe, 8> stripes_;
};

}  // namespace homigo::http
