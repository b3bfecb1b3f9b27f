// Accounts, sign-in, profiles and operators: who somebody is, and how they proved it.
#pragma once

#include "modules/users/account_housekeeping.hpp"
#include "modules/users/accounts.hpp"
#include "modules/users/password_hasher.hpp"
#include "modules/users/routes/session_authenticator.hpp"
#include "modules/users/server_secrets.hpp"
#include "modules/users/sql/account_repository.hpp"
#include "modules/users/sql/attempt_limits.hpp"
#include "modules/users/sql/operator_repository.hpp"
#include "modules/users/sql/profile_repository.hpp"
#include "modules/users/sql/session_repository.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class users_module {
public:
  users_module(const platform::offer& platform, const platform::earlier_modules&);
  void add_to(platform::registry& node);

  http::authenticator& authenticator() { return authenticator_; }
  persistence::profile_repository& profile_reads() { return profile_rows_; }

private:
  postgres::account_repository account_rows_;
  postgres::attempt_limits limit_rows_;
  postgres::session_repository session_rows_;
  postgres::profile_repository profile_rows_;
  postgres::operator_repository operator_rows_;

public:
  const server_secrets secrets;
  password_hasher hasher;
  modules::accounts accounts;

private:
  account_housekeeping housekeeping_;
  http::session_authenticator authenticator_;
};

}  // namespace homigo::modules
