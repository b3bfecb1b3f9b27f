// Counters of wrong tries that all nodes share and a restart does not forget.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// The answer to who has exhausted one of several limits that are taken together.
inline domain::failure too_many_attempts(std::chrono::seconds wait) {
  return {domain::errc::quota_exceeded, "Too many attempts; try again later.", {}, wait};
}

/// Throws domain::unavailable without its database.
class attempt_limits {
public:
  explicit attempt_limits(postgres::connection_pool& pool) : pool_(pool) {}
  /// How long to wait until none of the limits is exceeded; nothing when none is.
  std::optional<std::chrono::seconds> retry_after(const std::vector<attempt_limit>& limits, domain::instant now);
  /// Counts one try against each.
  void count(const std::vector<attempt_limit>& limits, domain::instant now);
  void clear(const std::vector<domain::bytes>& subjects);
  /// Forgets what nobody has touched since.
  void erase_untouched_since(domain::instant past);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
