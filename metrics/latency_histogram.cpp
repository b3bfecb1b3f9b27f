#include "metrics/latency_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace homigo::metrics {
namespace {

constexpr std::size_t steps = 4;  // to a power of two

std::size_t bucket_of(std::uint64_t us, std::size_t buckets) {
  if (us == 0) return 0;
  const auto power = static_cast<std::size_t>(std::bit_width(us) - 1);
  const auto step = power >= 2 ? (us >> (power - 2)) & 3 : (us << (2 - power)) & 3;
  return std::min(power * steps + step, buckets - 1);
}

double upper_edge_ms(std::size_t bucket) {
  return std::exp2(static_cast<double>(bucket / steps)) * (1 + static_cast<double>(bucket % steps + 1) / steps) / 1000;
}

}  // namespace

void latency_histogram::record(std::chrono::nanoseconds took) {
  const auto us = static_cast<std::uint64_t>(std::max<std::int64_t>(0, took.count() / 1000));
  buckets_[bucket_of(us, buckets_.size())].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(us, std::memory_order_relaxed);
  auto known = max_us_.load(std::memory_order_relaxed);
  while (us > known && !max_us_.compare_exchange_weak(known, us, std::memory_order_relaxed)) {
  }
}

double latency_histogram::quantile_ms(double q) const {
  std::uint64_t total = 0;
  for (const auto& b : buckets_) total += b.load(std::memory_order_relaxed);
  const auto wanted = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(total)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i].load(std::memory_order_relaxed);
    if (total > 0 && seen >= wanted) return std::min(upper_edge_ms(i), max_ms());
  }
  return 0;
}

latency_histogram::cumulated latency_histogram::cumulate(std::span<const double> bounds_s) const {
  cumulated all{std::vector<std::uint64_t>(bounds_s.size()), 0,
                static_cast<double>(sum_us_.load(std::memory_order_relaxed)) / 1e6};
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    const auto records = buckets_[i].load(std::memory_order_relaxed);
    all.count += records;
    for (std::size_t b = 0; b < bounds_s.size(); ++b)
      if (upper_edge_ms(i) <= bounds_s[b] * 1000) all.up_to[b] += records;
  }
  return all;
}

double latency_histogram::max_ms() const { return static_cast<double>(max_us_.load(std::memory_order_relaxed)) / 1000; }

}  // namespace homigo::metrics
