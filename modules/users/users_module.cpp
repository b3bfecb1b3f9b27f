#include "modules/users/users_module.hpp"

#include "modules/users/routes/auth.hpp"
#include "modules/users/routes/profiles.hpp"
#include "modules/users/routes/session_authenticator.hpp"
#include "modules/users/routes/users.hpp"

namespace homigo::modules {

users_module::users_module(const platform::offer& platform, const platform::earlier_modules&)
    : account_rows_(platform.pool),
      limit_rows_(platform.pool),
      session_rows_(persistence::make_session_repository(platform.pool)),
      profile_rows_(platform.pool),
      operator_rows_(platform.pool),
      secrets(load_or_make_key(master_key_file(platform.settings.data.folder), platform.random)),
      hasher(platform.settings.accounts, platform.metrics),
      accounts(account_context{platform.clock, platform.ids, platform.random, platform.settings.accounts, secrets,
                               hasher, account_rows_, limit_rows_, *session_rows_, profile_rows_, operator_rows_,
                               platform.metrics}),
      housekeeping_(accounts.context),
      authenticator_(http::make_session_authenticator(accounts.authentication)) {}

void users_module::add_to(platform::registry& node) {
  http::add_auth_routes(node.routes, accounts);
  http::add_user_routes(node.routes, accounts.profiles);
  http::add_profile_routes(node.routes, accounts.profiles);
  if (auto& tokens = accounts.token_renewal; tokens.pace() > std::chrono::milliseconds::zero())
    node.work.push_back({"access tokens", tokens.pace(), [&tokens] { tokens.run(); }});
  node.jobs.push_back({"account housekeeping", std::chrono::seconds{60}, [this] { housekeeping_.run(); }});
}

}  // namespace homigo::modules
