// How many lines a second a log takes of one sort: under load a sample is worth as much as all of them.
#pragma once

#include <atomic>
#include <cstdint>

namespace homigo::http {

/// Thread-safe, without a lock. The first lines of each second are taken.
class line_budget {
public:
  void limit(std::int64_t lines) { limit_.store(lines, std::memory_order_relaxed); }

  struct verdict {
    bool taken = false;
    std::int64_t left_out = 0;  // in an earlier second, to be told by this caller
  };
  /// `second` of any clock that does not run backwards.
  verdict take(std::int64_t second) {
    verdict out;
    auto known = second_.load(std::memory_order_relaxed);
    if (known != second && second_.compare_exchange_strong(known, second, std::memory_order_relaxed)) {
      const auto limit = limit_.load(std::memory_order_relaxed);
      const auto came = came_.exchange(0, std::memory_order_relaxed);
      if (limit > 0 && came > limit) out.left_out = came - limit;
    }
    out.taken = came_.fetch_add(1, std::memory_order_relaxed) < limit_.load(std::memory_order_relaxed);
    return out;
  }

private:
  std::atomic<std::int64_t> limit_{100};
  std::atomic<std::int64_t> second_{-1};
  std::atomic<std::int64_t> came_{0};  // in that second
};

}  // namespace homigo::http
