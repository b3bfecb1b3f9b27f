// Generated stock goes into the database in bulk, a batch at a time, together with what live postings need.
#pragma once

#include <array>
#include <vector>

#include "domain/kernel/text/bytes.hpp"
#include "modules/import/stock/batch.hpp"
#include "modules/postings/photo_repository.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// A signed-in device of a generated person.
struct generated_session {
  domain::uuid user_id{};  // also the session's own identifier: one for each person
  domain::bytes access_hash;
  domain::bytes refresh_hash;
  domain::instant created_at{};
  domain::instant expires_at{};
};

/// Thread-safe. Each add is one transaction, so a batch is there whole or not at all; live indexes and caches hear of
/// it by the change log. Throws std::runtime_error when a phone or an e-mail address belongs to another account. The
/// pool's statement time-out must be off: a batch and the tidying take their time.
class stock_repository {
public:
  explicit stock_repository(postgres::connection_pool& pool) : pool_(pool) {}

  bool has_account(const domain::uuid& user_id);
  /// Every listing gets the three `pictures`.
  void add_hosts(const std::vector<stock::host>& hosts, const std::array<photo_record, 3>& pictures,
                 const std::vector<generated_session>& sessions);
  void add_tenants(const std::vector<stock::tenant>& tenants, const std::vector<generated_session>& sessions);
  /// Sessions of people who are there; one that exists is made valid again with these tokens.
  void sign_in(const std::vector<generated_session>& sessions);
  /// VACUUM ANALYZE of what was written to.
  void tidy();

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
