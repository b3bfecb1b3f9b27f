// The one place that counts limits in memory: token buckets by subject (a person, an address, a pair of them).
//
// A limit that counts the same act at several doors has a name (http/routing/limits.hpp): REST names it in
// `.limited(…)`, and a WebSocket operation asks `limits.admit(message_writing, {}, domain::to_string(user_id))` before
// it does anything; both take from one bucket. Time is the steady clock's: a step of the wall clock changes nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "domain/kernel/bounds/lru_map.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "http/routing/token_bucket.hpp"

namespace homigo::http {

/// `requests` per `per` for each user, or for each address where nobody is known; as many at once.
struct rate_limit {
  unsigned requests = 0;
  std::chrono::seconds per{1};
  /// Limits of one name share their buckets; without one, each route has its own.
  std::string_view name{};
};

class rate_limiter {
public:
  using time_point = token_bucket::time_point;

  /// What the RateLimit-* headers say.
  struct verdict {
    bool allowed = true;
    unsigned remaining = 0;
    std::chrono::seconds reset{0};        // until the bucket is full again
    std::chrono::seconds retry_after{0};  // until the next token, when refused
  };

  /// Beyond `max_entries` buckets the one that was used longest ago is forgotten.
  explicit rate_limiter(std::size_t max_entries) : buckets_(max_entries) {}

  /// Takes a token from the bucket of `key`. Thread-safe; calls may come in another order than their times.
  verdict take(const std::string& key, const rate_limit& limit, time_point now);
  /// What take() would say, without taking.
  verdict look(const std::string& key, const rate_limit& limit, time_point now);
  /// Takes a token that may be missing: the bucket goes into debt, by its own size at most.
  void charge(const std::string& key, const rate_limit& limit, time_point now);

  /// take() by the limit's name (or `door`'s) and `subject`, as an answer: quota_exceeded with retry_after.
  domain::result<void> admit(const rate_limit& limit, std::string_view door, std::string_view subject);

private:
  token_bucket& bucket_of(const std::string& key, const rate_limit& limit, time_point now);
  static verdict verdict_of(const token_bucket& b, const rate_limit& limit);

  std::mutex mutex_;
  domain::lru_map<std::string, token_bucket> buckets_;
};

/// The bucket of `subject` under this limit.
std::string limit_key(const rate_limit& limit, std::string_view door, std::string_view subject);
domain::failure too_many_requests(const rate_limiter::verdict& v);

}  // namespace homigo::http
