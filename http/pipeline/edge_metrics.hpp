// What the edge has done: answers by route and status, with the time they took.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
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
  struct key_hash {
    using is_transparent = void;
    template <class Key>
    std::size_t operator()(const Key& k) const {
      return std::hash<std::string_view>{}(k.first) * 31 + k.second;
    }
  };
  struct same_key {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return a.second == b.second && std::string_view{a.first} == std::string_view{b.first};
    }
  };
  /// The registry takes a lock and copies labels to find a series: threads remember those that they have met, in
  /// stripes of their own.
  struct alignas(64) stripe {
    std::mutex mutex;
    std::unordered_map<key, metrics::Histogram*, key_hash, same_key> met;
  };
  stripe& mine();
  metrics::Histogram& durations(std::string_view route, unsigned status);

  metrics::registry& registry_;
  metrics::Counter& rate_limited_;
  metrics::Counter& shed_;
  std::array<stripe, 8> stripes_;
};

}  // namespace homigo::http
