// A counter of attempts in a window, as a pure rule: it never depends on the order in which clocks were read, and a
// step of the clock costs at most the window.
#pragma once

#include <chrono>
#include <cstdint>

#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// At most `allowed` in `window`, and `pause` between two.
struct attempt_rule {
  std::int32_t allowed = 0;
  std::chrono::seconds window{};
  std::chrono::seconds pause{};
};

struct attempt_counter {
  instant window_started_at{};
  std::int32_t taken = 0;
  instant last_at{};
  bool operator==(const attempt_counter&) const = default;
};

/// The counter as it is to be seen at `now`: a window that is over starts anew, and what a clock that was ahead has
/// written counts as written now.
attempt_counter seen_at(attempt_counter counter, const attempt_rule& rule, instant now);

/// How long until another attempt is allowed; zero when it is.
std::chrono::milliseconds waiting_time(const attempt_counter& seen, const attempt_rule& rule, instant now);

}  // namespace homigo::domain
