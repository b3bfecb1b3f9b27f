// Accounts and profiles as people read and edit them.
#pragma once

#include <optional>

#include "domain/kernel/errors/errc.hpp"
#include "domain/users/account.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

/// Saving compares the revision that was read: another one in between fails with precondition_failed, and nothing is
/// written. Every save raises the account's own revision too, because its representation holds the profiles.
/// Throws domain::unavailable without its database.
class profile_repository {
public:
  explicit profile_repository(postgres::connection_pool& pool) : pool_(pool) {}

  /// Nothing for unknown and deleted accounts.
  std::optional<domain::user> find_user(const domain::uuid& user_id);
  /// Nothing when the account is not active, or when either has blocked the other.
  std::optional<domain::public_user> find_public(const domain::uuid& viewer_id, const domain::uuid& user_id);

  domain::result<void> save_settings(const domain::uuid& user_id, const domain::user_settings& settings,
                                     std::int64_t revision, domain::instant now);

  /// Adding fails with conflict when there is a profile already.
  domain::result<void> add(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                           domain::instant now);
  domain::result<void> add(const domain::uuid& user_id, const domain::host_profile_content& content,
                           domain::instant now);
  domain::result<void> save(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                            std::int64_t revision, domain::instant now);
  domain::result<void> save(const domain::uuid& user_id, const domain::host_profile_content& content,
                            std::int64_t revision, domain::instant now);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
