// Accounts coming to life: signing up, one-time passwords, credentials.
//
// As every repository: methods are transactions, run on worker threads and are thread-safe; trouble with the database
// throws domain::unavailable, and an outcome that depends on the input is a result with the errc named.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/users/sessions/session_repository.hpp"
#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct new_account {
  domain::uuid user_id{};
  std::string full_name;
  std::string phone;
  std::string email;
  std::string password_hash;
  domain::user_type user_type{};
  domain::instant created_at{};
  domain::bytes origin;  // as of a session
};

struct credentials {
  domain::uuid user_id{};
  domain::account_status account_status{};
  std::optional<std::string> password_hash;
  bool password_unconfirmed = false;
  bool knows_origin = false;  // was signed in from there before
};

/// Whose contact was proven, and what came of it.
struct redeemed {
  domain::uuid user_id{};
  domain::account_status account_status{};
  domain::proof_effects effects;
};

class account_repository {
public:
  explicit account_repository(postgres::connection_pool& pool) : pool_(pool) {}

  /// Adds a pending account with its one-time passwords, within the limits. Fails with conflict when an account in use
  /// has proven the phone or the e-mail address, and with quota_exceeded (retry_after set).
  domain::result<void> add_pending(const new_account& account, const std::vector<otp_dispatch>& dispatches,
                                   const std::vector<attempt_limit>& limits, const recipient_limit& silent);

  /// Of several claims that nobody has proven, the one made from `origin`, then the newest. Nothing for unknown and
  /// deleted accounts.
  std::optional<credentials> find_credentials(const account_key& who, const domain::bytes& origin);

  /// Sends a one-time password; earlier ones stay valid. Nothing is sent to an unknown account, whose order costs as
  /// much and counts against the limits as well. Sign-in and reset are for contacts that an account in use has proven,
  /// sign-up is for those that are still to be proven. Fails with quota_exceeded (retry_after set).
  domain::result<void> order_otp(const otp_order& order);

  /// Spends a one-time password and does what domain::decide_proof says; `session` is opened if it says so. Fails as
  /// that does; unauthorized too for what is wrong, spent, expired, tried too often or unknown, all alike.
  domain::result<redeemed> redeem(const otp_claim& claim, const new_session& session);

  /// Spends a one-time password, sets the password and revokes every session. Answers the account. Fails with
  /// unauthorized.
  domain::result<domain::uuid> redeem_for_reset(const otp_claim& claim, const std::string& password_hash);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
