// Accounts and profiles as people read and edit them.
#pragma once

#include <optional>

#include "domain/kernel/errc.hpp"
#include "domain/users/account.hpp"

namespace homigo::persistence {

/// Saving compares the revision that was read: another one in between fails with precondition_failed, and nothing is
/// written. Every save raises the account's own revision too, because its representation holds the profiles.
/// Throws domain::unavailable without its database.
class profile_repository {
public:
  virtual ~profile_repository() = default;

  /// Nothing for unknown and deleted accounts.
  virtual std::optional<domain::user> find_user(const domain::uuid& user_id) = 0;
  /// Nothing when the account is not active, or when either has blocked the other.
  virtual std::optional<domain::public_user> find_public(const domain::uuid& viewer_id,
                                                         const domain::uuid& user_id) = 0;

  virtual domain::result<void> save_settings(const domain::uuid& user_id, const domain::user_settings& settings,
                                             std::int64_t revision, domain::instant now) = 0;

  /// Adding fails with conflict when there is a profile already.
  virtual domain::result<void> add(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                                   domain::instant now) = 0;
  virtual domain::result<void> add(const domain::uuid& user_id, const domain::host_profile_content& content,
                                   domain::instant now) = 0;
  virtual domain::result<void> save(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                                    std::int64_t revision, domain::instant now) = 0;
  virtual domain::result<void> save(const domain::uuid& user_id, const domain::host_profile_content& content,
                                    std::int64_t revision, domain::instant now) = 0;
};

}  // namespace homigo::persistence
