#include "domain/kernel/bounds/attempt_counter.hpp"

#include <algorithm>

namespace homigo::domain {

attempt_counter seen_at(attempt_counter counter, const attempt_rule& rule, instant now) {
  counter.window_started_at = std::min(counter.window_started_at, now);
  counter.last_at = std::min(counter.last_at, now);
  if (now - counter.window_started_at >= rule.window) counter = {now, 0, counter.last_at};
  return counter;
}

std::chrono::milliseconds waiting_time(const attempt_counter& seen, const attempt_rule& rule, instant now) {
  using std::chrono::milliseconds;
  milliseconds wait{0};
  if (seen.taken >= rule.allowed) wait = seen.window_started_at + rule.window - now;
  wait = std::max<milliseconds>(wait, seen.last_at + rule.pause - now);
  return std::max(wait, milliseconds{0});
}

}  // namespace homigo::domain
