// How fast one WebSocket client may send: what comes faster is read later.
#pragma once

#include <chrono>
#include <limits>

#include "http/routing/token_bucket.hpp"

namespace homigo::http {

class frame_budget {
public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  frame_budget(double per_second, double burst, time_point now)
      : per_second_(per_second), burst_(burst), bucket_(burst, now) {}

  /// Spends one token and returns how long to wait before the next frame is read.
  duration spend(time_point now) {
    bucket_.fill(burst_, per_second_, now);
    bucket_.take(-std::numeric_limits<double>::infinity());
    if (bucket_.tokens() >= 0) return duration::zero();
    return std::chrono::duration_cast<duration>(std::chrono::duration<double>(-bucket_.tokens() / per_second_));
  }

private:
  double per_second_;
  double burst_;
  token_bucket bucket_;
};

}  // namespace homigo::http
