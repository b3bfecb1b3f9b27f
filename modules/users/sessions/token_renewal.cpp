#include "modules/users/sessions/token_renewal.hpp"

#include <algorithm>

#include "modules/users/caches/token_cache.hpp"
#include "modules/users/sessions/session_reader.hpp"

namespace homigo::modules {

std::chrono::milliseconds token_renewal::pace() const { return std::chrono::milliseconds{cache_.lifetime()} / 5; }

void token_renewal::run() {
  const auto now = clock_.now();
  const auto due = cache_.take_due(now, now + 2 * pace());
  for (std::span<const domain::bytes> left{due}; !left.empty();) {
    const auto some = left.first(std::min(left.size(), statement_limit));
    renew(some);
    left = left.subspan(some.size());
  }
}

void token_renewal::renew(std::span<const domain::bytes> hashes) {
  const auto now = clock_.now();  // what the database says holds from before it was asked
  for (const auto& session : sessions_.find_all(hashes, now))
    cache_.renew(session.access_hash, session.who, session.access_expires_at, now);
  for (const auto& hash : hashes) cache_.refuse(hash);  // those that were not found
}

}  // namespace homigo::modules
