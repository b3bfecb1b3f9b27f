// A bucket of tokens that time fills evenly.
#pragma once

#include <algorithm>
#include <chrono>

namespace homigo::http {

class token_bucket {
public:
  using time_point = std::chrono::steady_clock::time_point;

  token_bucket(double tokens, time_point now) : tokens_(tokens), filled_at_(now) {}

  /// For the time that has passed, up to `size`; a clock that was read earlier than the last time fills nothing.
  void fill(double size, double per_second, time_point now) {
    const std::chrono::duration<double> passed = std::max(now - filled_at_, time_point::duration::zero());
    tokens_ = std::min(size, tokens_ + passed.count() * per_second);
    filled_at_ = std::max(filled_at_, now);
  }

  double tokens() const { return tokens_; }
  /// May go into debt, to `least`.
  void take(double least) { tokens_ = std::max(tokens_ - 1, least); }

private:
  double tokens_;
  time_point filled_at_;
};

}  // namespace homigo::http
