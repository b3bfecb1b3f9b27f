// How often a lost database is asked whether it is back: rarely enough not to be in the way of its recovery.
#pragma once

#include <chrono>
#include <random>

namespace homigo::postgres {

/// For one thread, or under its owner's lock. Waits are doubled up to half a second, and each is shortened by chance,
/// so that connections that were lost together do not come back together.
class reconnect_pace {
public:
  using moment = std::chrono::steady_clock::time_point;

  explicit reconnect_pace(std::uint32_t seed) : chance_(seed) {}

  bool may_try(moment now) const { return now >= next_; }
  /// The last try failed.
  bool is_failing() const { return next_ != moment{}; }
  void failed(moment now);
  void succeeded();

private:
  static constexpr std::chrono::milliseconds first{25};
  static constexpr std::chrono::milliseconds longest{500};

  std::minstd_rand chance_;
  std::chrono::milliseconds wait_{first};
  moment next_{};
};

}  // namespace homigo::postgres
