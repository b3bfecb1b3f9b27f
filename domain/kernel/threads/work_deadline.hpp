// Until when what the calling thread does is worth finishing: set where a request's work or a thread's loop begins,
// kept where it waits.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <stop_token>

namespace homigo::domain {

/// For the thread and the scope that it stands in; another one inside of it holds in its place.
class work_deadline {
public:
  using moment = std::chrono::steady_clock::time_point;

  explicit work_deadline(moment until);
  /// None until `stop` is asked for, then `grace` from there.
  work_deadline(const std::stop_token& stop, std::chrono::milliseconds grace);
  ~work_deadline();
  work_deadline(const work_deadline&) = delete;
  work_deadline& operator=(const work_deadline&) = delete;

  /// moment::max() outside of all such scopes: work that nobody waits for.
  static moment current();
  static bool has_passed() { return current() <= std::chrono::steady_clock::now(); }
  /// Between portions of long work: throws domain::unavailable{overloaded} when it has passed.
  static void expect_time_left();
  /// The calling thread's; null outside of all. For who watches over it from another thread, while it lives.
  static const work_deadline* innermost();
  /// Thread-safe.
  moment until() const { return until_.load(std::memory_order_relaxed); }

private:
  struct ending {
    std::atomic<moment>& until;
    std::chrono::milliseconds grace;
    void operator()() const noexcept { until = std::chrono::steady_clock::now() + grace; }
  };

  const work_deadline* const outer_;
  std::atomic<moment> until_;
  std::optional<std::stop_callback<ending>> on_stop_;
};

}  // namespace homigo::domain
