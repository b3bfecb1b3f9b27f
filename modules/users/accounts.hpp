// All use cases around accounts, put together once.
#pragma once

#include "modules/users/accounts/account_context.hpp"
#include "modules/users/accounts/profiles.hpp"
#include "modules/users/caches/account_cache.hpp"
#include "modules/users/caches/token_cache.hpp"
#include "modules/users/sessions/authentication.hpp"
#include "modules/users/sessions/session_reader.hpp"
#include "modules/users/sessions/sessions.hpp"
#include "modules/users/sessions/token_renewal.hpp"
#include "modules/users/sign_in/login.hpp"
#include "modules/users/sign_in/password_reset.hpp"
#include "modules/users/sign_in/signup.hpp"

namespace homigo::modules {

/// Thread-safe; methods block and run on worker threads; authentication::cached() and profiles::remembered() do not.
struct accounts {
  explicit accounts(const account_context& everything)
      : context(everything),
        cache(std::chrono::seconds{context.settings.token_cache_seconds},
              static_cast<std::size_t>(context.settings.token_cache_entries)),
        texts(std::chrono::seconds{context.settings.account_cache_seconds},
              static_cast<std::size_t>(context.settings.account_cache_entries)),
        session_reads(context.sessions, std::chrono::seconds{context.settings.access_token_seconds}),
        authentication(context, cache, session_reads),
        token_renewal(context.clock, cache, session_reads),
        sessions(context, cache),
        signup(context),
        login(context, sessions, texts),
        password_reset(context, cache, texts),
        profiles(context.profiles, context.clock, texts, cache) {}
  accounts(const accounts&) = delete;
  accounts& operator=(const accounts&) = delete;

  const account_context context;
  token_cache cache;
  account_cache texts;
  session_reader session_reads;
  modules::authentication authentication;
  modules::token_renewal token_renewal;
  modules::sessions sessions;
  modules::signup signup;
  modules::login login;
  modules::password_reset password_reset;
  modules::profiles profiles;
};

}  // namespace homigo::modules
