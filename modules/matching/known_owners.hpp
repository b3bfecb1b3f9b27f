// Whose the postings are in whose name people swipe. It never changes, so what was found once is known from then on:
// whoever names another's posting is turned away before anything is asked that depends on a pair.
#pragma once

#include <mutex>

#include "domain/kernel/bounds/lru_map.hpp"
#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"

namespace homigo::persistence {
class posting_reads;
}

namespace homigo::modules {

/// Thread-safe. What it is given must outlive it.
class known_owners {
public:
  explicit known_owners(persistence::posting_reads& postings) : postings_(postings) {}

  /// Whether it is known that the posting is theirs; where it is not, look_up() tells.
  [[nodiscard]] bool knows(const domain::uuid& posting, const domain::uuid& user);
  /// Fails with not_found unless the requirement of a tenant, or the listing of a host, is theirs. Blocks; throws
  /// domain::unavailable without the database.
  domain::result<void> look_up(domain::pair_side side, const domain::uuid& posting, const domain::uuid& user);

private:
  persistence::posting_reads& postings_;
  std::mutex mutex_;
  domain::lru_map<domain::uuid, domain::uuid, domain::uuid_hash> owners_{200'000};
};

}  // namespace homigo::modules
