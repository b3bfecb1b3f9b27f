// The arithmetic of buckets that time fills evenly.
#pragma once

#include <algorithm>
#include <chrono>

namespace homigo::http {

/// What a bucket of `size` holds when `passed` has gone by; negative time counts as none.
inline double refilled(double tokens, double size, double per_second, std::chrono::steady_clock::duration passed) {
  const std::chrono::duration<double> seconds = std::max(passed, std::chrono::steady_clock::duration::zero());
  return std::min(size, tokens + seconds.count() * per_second);
}

}  // namespace homigo::http
