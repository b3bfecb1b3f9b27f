#include "http/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace homigo::http {
namespace {

std::chrono::seconds rounded_up(double seconds) {
  return std::chrono::seconds{static_cast<std::int64_t>(std::ceil(std::max(seconds, 0.0)))};
}

}  // namespace

rate_limiter::bucket& rate_limiter::touch(const std::string& key, const rate_limit& limit, time_point now) {
  if (const auto known = by_key_.find(key); known != by_key_.end()) {
    buckets_.splice(buckets_.begin(), buckets_, known->second);
    return buckets_.front();
  }
  if (buckets_.size() >= max_entries_) {
    by_key_.erase(buckets_.back().key);
    buckets_.pop_back();
  }
  buckets_.push_front({key, static_cast<double>(limit.requests), now});
  by_key_[key] = buckets_.begin();
  return buckets_.front();
}

rate_limiter::verdict rate_limiter::take(const std::string& key, const rate_limit& limit, time_point now) {
  const double capacity = limit.requests;
  const double per_second = capacity / static_cast<double>(limit.per.count());
  const std::lock_guard lock{mutex_};
  auto& b = touch(key, limit, now);
  const std::chrono::duration<double> passed = std::max(now - b.filled_at, time_point::duration::zero());
  b.tokens = std::min(capacity, b.tokens + passed.count() * per_second);
  b.filled_at = std::max(b.filled_at, now);
  verdict v;
  v.allowed = b.tokens >= 1;
  if (v.allowed)
    b.tokens -= 1;
  else
    v.retry_after = std::max(std::chrono::seconds{1}, rounded_up((1 - b.tokens) / per_second));
  v.remaining = static_cast<unsigned>(b.tokens);
  v.reset = rounded_up((capacity - b.tokens) / per_second);
  return v;
}

}  // namespace homigo::http
