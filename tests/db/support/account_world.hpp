// Accounts on a database of their own, with time and randomness in the test's hand.
#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/time/time.hpp"
#include "gateways/system/system_sources.hpp"
#include "modules/notifications/delivery_repository.hpp"
#include "modules/notifications/outbox.hpp"
#include "modules/users/accounts.hpp"
#include "modules/users/accounts/profile_repository.hpp"
#include "modules/users/operators/operator_repository.hpp"
#include "modules/users/secrets/password_hasher.hpp"
#include "modules/users/secrets/server_secrets.hpp"
#include "modules/users/sessions/session_repository.hpp"
#include "modules/users/sign_in/account_repository.hpp"
#include "modules/users/sign_in/attempt_limits.hpp"
#include "support/database.hpp"

namespace homigo::tests {

class fake_clock final : public domain::clock {
public:
  domain::instant now() const override { return domain::instant{std::chrono::milliseconds{milliseconds_}}; }
  void advance(std::chrono::milliseconds by) { milliseconds_ += by.count(); }

private:
  std::atomic<std::int64_t> milliseconds_ =
      domain::instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}}.time_since_epoch().count();
};

/// One node: its modules and caches. Several nodes may stand on one database.
struct account_node {
  account_node(postgres::connection_pool& pool, const domain::clock& clock);

  gateways::system_random random;
  gateways::time_ordered_ids ids;
  config::accounts_settings settings;
  metrics::registry metrics;
  modules::server_secrets secrets;
  modules::password_hasher hasher;
  persistence::account_repository account_rows;
  persistence::attempt_limits limit_rows;
  std::unique_ptr<persistence::session_repository> session_rows;
  persistence::profile_repository profile_rows;
  persistence::operator_repository operator_rows;
  persistence::delivery_repository delivery_rows;
  modules::accounts accounts;
  modules::outbox outbox;
};

/// Settings with hashing as cheap as libsodium allows.
config::accounts_settings test_settings();

struct account_world {
  migrated_database database;
  fake_clock clock;
  account_node node{database.pool(), clock};
  modules::accounts& accounts = node.accounts;
  modules::client_origin here{"192.0.2.1", "test"};

  domain::signup_request somebody(int number, domain::user_type type = domain::user_type::both) const;
  /// The digits of the newest message to `recipient`; "" when there is none or its secret is erased.
  std::string newest_otp(const std::string& recipient) const;
  /// Signs up and verifies the phone.
  domain::signed_in_answer member(int number, domain::user_type type = domain::user_type::both);
  /// By the message of the sign-up.
  void prove_address(const domain::signed_in_answer& who);
  /// Fails the test when there is none.
  static domain::signed_in_answer session_of(domain::result<domain::verified_answer> done);
  /// Of a right password that waits for its proof.
  static std::string ticket_of(const domain::result<modules::password_outcome>& done);
  domain::principal principal_of(const domain::signed_in_answer& signed_in);
  bool is_accepted(const std::string& access_token);
};

/// The errc's name, "" for success: reads well in comparisons.
template <class T>
std::string outcome(const domain::result<T>& done) {
  return done ? std::string{} : std::string{domain::to_string(done.error().code)};
}

inline std::string outcome(const domain::result<modules::password_outcome>& done) {
  const bool waits = done && std::holds_alternative<modules::verification_pending>(*done);
  return waits ? "verification_pending" : outcome<modules::password_outcome>(done);
}

}  // namespace homigo::tests
