// Signing in with a password or a one-time password. Nothing in an answer, nor the time it takes, tells a stranger
// whether an account exists.
#pragma once

#include <string>
#include <variant>

#include "domain/users/sign_in.hpp"
#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sessions/sessions.hpp"
#include "modules/users/sign_in/one_time_passwords.hpp"
#include "modules/users/sign_in/sign_in_limits.hpp"

namespace homigo::modules {

class account_cache;

/// The password is right, but the phone is still to be proven, or to be proven together with the password; the ticket
/// is for that.
struct verification_pending {
  std::string ticket;
};
using password_outcome = std::variant<domain::signed_in_answer, verification_pending>;

class login {
public:
  login(const account_context& context, sessions& opened, account_cache& texts)
      : context_(context), sessions_(opened), texts_(texts), otps_(context), limits_(context) {}

  /// Fails with unauthorized (unknown or wrong, all alike) and quota_exceeded; with the right password, with forbidden
  /// (suspended).
  domain::result<password_outcome> with_password(const std::string& identifier, const std::string& password,
                                                 const client_origin& from);

  /// Sends to a contact that an account in use has proven; everybody else gets the same answer. Fails with
  /// quota_exceeded, and with invalid_fields when the identifier has no form.
  domain::result<domain::otp_sent_answer> send_otp(const std::string& identifier, const client_origin& from);

  /// Proves a phone, which makes a pending account active and signs in, or an e-mail address, which signs nobody in
  /// unless the password was sent for that. Fails with unauthorized, forbidden (suspended), conflict (another account
  /// has proven it) and quota_exceeded.
  domain::result<domain::verified_answer> verify_otp(const domain::verify_otp_request& request,
                                                     const client_origin& from);

private:
  verification_pending waits_for_proof(const domain::uuid& user_id) const;

  const account_context& context_;
  sessions& sessions_;
  account_cache& texts_;
  one_time_passwords otps_;
  sign_in_limits limits_;
};

}  // namespace homigo::modules
