// Accounts and profiles in tables users, user_verifications, tenant_profiles, host_profiles and blocked_users.
#pragma once

#include "modules/users/profile_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class profile_repository final : public persistence::profile_repository {
public:
  explicit profile_repository(connection_pool& pool) : database_(pool) {}
  std::optional<domain::user> find_user(const domain::uuid& user_id) override;
  std::optional<domain::public_user> find_public(const domain::uuid& viewer_id, const domain::uuid& user_id) override;
  domain::result<void> save_settings(const domain::uuid& user_id, const domain::user_settings& settings,
                                     std::int64_t revision, domain::instant now) override;
  domain::result<void> add(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                           domain::instant now) override;
  domain::result<void> add(const domain::uuid& user_id, const domain::host_profile_content& content,
                           domain::instant now) override;
  domain::result<void> save(const domain::uuid& user_id, const domain::tenant_profile_content& content,
                            std::int64_t revision, domain::instant now) override;
  domain::result<void> save(const domain::uuid& user_id, const domain::host_profile_content& content,
                            std::int64_t revision, domain::instant now) override;

private:
  database database_;
};

}  // namespace homigo::postgres
