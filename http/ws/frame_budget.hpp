// How fast one WebSocket client may send: what comes faster is read later.
#pragma once

#include <chrono>

#include "http/routing/token_bucket.hpp"

namespace homigo::http {

class frame_budget {
public:
  using time_point = std::chrono::steady_clock::time_point;
  using duration = std::chrono::steady_clock::duration;

  frame_budget(double per_second, double burst, time_point now)
      : per_second_(per_second), burst_(burst), tokens_(burst), filled_at_(now) {}

  /// Spends one token and returns how long to wait before the next frame is read.
  duration spend(time_point now) {
    tokens_ = refilled(tokens_, burst_, per_second_, now - filled_at_) - 1;
    filled_at_ = now;
    if (tokens_ >= 0) return duration::zero();
    return std::chrono::duration_cast<duration>(std::chrono::duration<double>(-tokens_ / per_second_));
  }

private:
  double per_second_;
  double burst_;
  double tokens_;
  time_point filled_at_;
};

}  // namespace homigo::http
