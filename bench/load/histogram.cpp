#include "bench/load/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace homigo::load {
namespace {

constexpr std::uint64_t per_doubling = 128;

std::size_t bucket_of(std::uint64_t value) {
  if (value < per_doubling) return value;
  const auto shift = static_cast<std::uint64_t>(std::bit_width(value)) - 8;
  return (shift + 1) * per_doubling + (value >> shift) - per_doubling;
}

/// The greatest value of a bucket.
std::uint64_t upper_bound(std::size_t bucket) {
  if (bucket < per_doubling) return bucket;
  const auto shift = bucket / per_doubling - 1;
  return ((per_doubling + bucket % per_doubling + 1) << shift) - 1;
}

}  // namespace

void histogram::record(duration taken) {
  taken = std::max(taken, duration{0});
  const auto bucket = bucket_of(static_cast<std::uint64_t>(taken.count()));
  if (bucket >= buckets_.size()) buckets_.resize(bucket + 1);
  ++buckets_[bucket];
  ++count_;
  max_ = std::max(max_, taken);
}

void histogram::merge(const histogram& other) {
  if (other.buckets_.size() > buckets_.size()) buckets_.resize(other.buckets_.size());
  for (std::size_t i = 0; i < other.buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
  max_ = std::max(max_, other.max_);
}

histogram::duration histogram::percentile(double percent) const {
  const auto wanted = std::max(std::ceil(static_cast<double>(count_) * percent / 100), 1.0);
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i];
    if (static_cast<double>(seen) >= wanted) return std::min(duration{upper_bound(i)}, max_);
  }
  return max_;
}

}  // namespace homigo::load
