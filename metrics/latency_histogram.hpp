// Durations that any thread may record without a lock.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace homigo::metrics {

/// Logarithmic buckets, four to a power of two, from 1 µs to about 70 s; reading is approximate while writers write.
class latency_histogram {
public:
  void record(std::chrono::nanoseconds took);
  /// Milliseconds below which the share `q` of all records lies; the upper edge of its bucket.
  double quantile_ms(double q) const;
  double max_ms() const;

  struct cumulated {
    std::vector<std::uint64_t> up_to;  // records up to each bound
    std::uint64_t count = 0;
    double sum_s = 0;
  };
  /// For a histogram that can be added up across nodes; a record counts where the upper edge of its bucket lies.
  cumulated cumulate(std::span<const double> bounds_s) const;

private:
  std::array<std::atomic<std::uint64_t>, 108> buckets_{};
  std::atomic<std::uint64_t> max_us_{0};
  std::atomic<std::uint64_t> sum_us_{0};
};

}  // namespace homigo::metrics
