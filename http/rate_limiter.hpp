// Token buckets for limited routes: one for each user or address and route, in bounded memory.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace homigo::http {

/// `requests` per `per` for each user, or for each address where nobody is known; as many at once.
struct rate_limit {
  unsigned requests = 0;
  std::chrono::seconds per{1};
};

class rate_limiter {
public:
  using time_point = std::chrono::steady_clock::time_point;

  /// What the RateLimit-* headers say.
  struct verdict {
    bool allowed = true;
    unsigned remaining = 0;
    std::chrono::seconds reset{0};        // until the bucket is full again
    std::chrono::seconds retry_after{0};  // until the next token, when refused
  };

  /// Beyond `max_entries` buckets the one that was used longest ago is forgotten.
  explicit rate_limiter(std::size_t max_entries) : max_entries_(max_entries) {}

  /// Takes a token from the bucket of `key`. Thread-safe.
  verdict take(const std::string& key, const rate_limit& limit, time_point now);

private:
  struct bucket {
    std::string key;
    double tokens;
    time_point filled_at;
  };
  bucket& touch(const std::string& key, const rate_limit& limit, time_point now);

  const std::size_t max_entries_;
  std::mutex mutex_;
  std::list<bucket> buckets_;  // used last in front
  std::unordered_map<std::string, std::list<bucket>::iterator> by_key_;
};

}  // namespace homigo::http
