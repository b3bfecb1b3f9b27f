// Accounts, sign-in, profiles and operators: who somebody is, and how they proved it.
#pragma once

#include "http/pipeline/authenticator.hpp"
#include "modules/users/account_housekeeping.hpp"
#include "modules/users/accounts.hpp"
#include "modules/users/accounts/profile_repository.hpp"
#include "modules/users/operators/operator_repository.hpp"
#include "modules/users/secrets/password_hasher.hpp"
#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/sessions/session_repository.hpp"
#include "modules/users/sign_in/account_repository.hpp"
#include "modules/users/sign_in/attempt_limits.hpp"
#include "platform/earlier_modules.hpp"
#include "platform/offer.hpp"
#include "platform/registry.hpp"

namespace homigo::modules {

class users_module {
public:
  users_module(const platform::offer& platform, const platform::earlier_modules&);
  void add_to(platform::registry& node);

  http::authenticator& authenticator() { return *authenticator_; }
  persistence::profile_repository& profile_reads() { return profile_rows_; }

private:
  persistence::account_repository account_rows_;
  persistence::attempt_limits limit_rows_;
  const std::unique_ptr<persistence::session_repository> session_rows_;
  persistence::profile_repository profile_rows_;
  persistence::operator_repository operator_rows_;

public:
  const server_secrets secrets;
  password_hasher hasher;
  modules::accounts accounts;

private:
  account_housekeeping housekeeping_;
  const std::unique_ptr<http::authenticator> authenticator_;
};

}  // namespace homigo::modules
