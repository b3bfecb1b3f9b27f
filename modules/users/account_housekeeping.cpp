#include "modules/users/account_housekeeping.hpp"

#include "modules/users/sessions/session_repository.hpp"
#include "modules/users/sign_in/attempt_limits.hpp"

namespace homigo::modules {

void account_housekeeping::run() {
  // The longest window of a counter is an hour.
  constexpr auto counters_kept = std::chrono::hours{2};
  const auto now = context_.clock.now();
  context_.sessions.erase_expired(now);
  context_.limits.erase_untouched_since(now - counters_kept);
}

}  // namespace homigo::modules
