#include "modules/users/account_housekeeping.hpp"

#include "modules/users/attempt_limits.hpp"
#include "modules/users/session_repository.hpp"

namespace homigo::modules {

void account_housekeeping::run() {
  // The longest window of a counter is an hour.
  constexpr auto counters_kept = std::chrono::hours{2};
  const auto now = context_.clock.now();
  context_.sessions.erase_expired(now);
  context_.limits.erase_untouched_since(now - counters_kept);
}

}  // namespace homigo::modules
