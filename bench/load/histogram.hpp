// Latencies in little memory: percentiles within one per cent, however many there were.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace homigo::load {

/// Buckets of equal width up to 128 µs, then 128 to each doubling. Not thread-safe: each thread has its own.
class histogram {
public:
  using duration = std::chrono::microseconds;

  /// Negative times count as zero.
  void record(duration taken);
  void merge(const histogram& other);

  std::uint64_t count() const { return count_; }
  /// The time within which `percent` (0 to 100) of all were done; zero when there were none.
  duration percentile(double percent) const;
  duration max() const { return max_; }

private:
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  duration max_{0};
};

}  // namespace homigo::load
