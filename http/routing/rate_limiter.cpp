#include "http/routing/rate_limiter.hpp"

#include <algorithm>
#include <cmath>

namespace homigo::http {
namespace {

std::chrono::seconds rounded_up(double seconds) {
  return std::chrono::seconds{static_cast<std::int64_t>(std::ceil(std::max(seconds, 0.0)))};
}

double per_second(const rate_limit& limit) { return limit.requests / static_cast<double>(limit.per.count()); }

}  // namespace

/// The bucket, filled for the time that has passed.
token_bucket& rate_limiter::bucket_of(const std::string& key, const rate_limit& limit, time_point now) {
  auto* known = buckets_.find(key);
  if (!known) return buckets_.insert_or_assign(key, {static_cast<double>(limit.requests), now});
  known->fill(limit.requests, per_second(limit), now);
  return *known;
}

rate_limiter::verdict rate_limiter::verdict_of(const token_bucket& b, const rate_limit& limit) {
  verdict v;
  v.allowed = b.tokens() >= 1;
  if (!v.allowed) v.retry_after = std::max(std::chrono::seconds{1}, rounded_up((1 - b.tokens()) / per_second(limit)));
  v.remaining = static_cast<unsigned>(std::max(b.tokens(), 0.0));
  v.reset = rounded_up((limit.requests - b.tokens()) / per_second(limit));
  return v;
}

rate_limiter::verdict rate_limiter::take(const std::string& key, const rate_limit& limit, time_point now) {
  const std::lock_guard lock{mutex_};
  auto& b = bucket_of(key, limit, now);
  if (b.tokens() < 1) return verdict_of(b, limit);
  b.take(0);
  auto v = verdict_of(b, limit);
  v.allowed = true;
  v.retry_after = std::chrono::seconds{0};
  return v;
}

rate_limiter::verdict rate_limiter::look(const std::string& key, const rate_limit& limit, time_point now) {
  const std::lock_guard lock{mutex_};
  if (!buckets_.contains(key)) return verdict_of({static_cast<double>(limit.requests), now}, limit);
  return verdict_of(bucket_of(key, limit, now), limit);
}

void rate_limiter::charge(const std::string& key, const rate_limit& limit, time_point now) {
  const std::lock_guard lock{mutex_};
  auto& b = bucket_of(key, limit, now);
  b.take(-static_cast<double>(limit.requests));
}

domain::result<void> rate_limiter::admit(const rate_limit& limit, std::string_view door, std::string_view subject) {
  const auto v = take(limit_key(limit, door, subject), limit, std::chrono::steady_clock::now());
  if (!v.allowed) return too_many_requests(v);
  return {};
}

std::string limit_key(const rate_limit& limit, std::string_view door, std::string_view subject) {
  std::string key{limit.name.empty() ? door : limit.name};
  return key.append(1, ' ').append(subject);
}

domain::failure too_many_requests(const rate_limiter::verdict& v) {
  return {domain::errc::quota_exceeded, "Too many requests. Please try again later.", {}, v.retry_after};
}

}  // namespace homigo::http
