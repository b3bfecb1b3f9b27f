// Signing in with a password or a one-time password. Nothing in an answer, nor the time it takes, tells a stranger
// whether an account exists.
#pragma once

#include "domain/sign_in.hpp"
#include "modules/account_context.hpp"
#include "modules/one_time_passwords.hpp"
#include "modules/sessions.hpp"
#include "modules/sign_in_limits.hpp"

namespace homigo::modules {

class account_cache;

class login {
public:
  login(const account_context& context, sessions& opened, account_cache& texts)
      : context_(context), sessions_(opened), texts_(texts), otps_(context), limits_(context) {}

  /// Fails with unauthorized (unknown, pending or wrong, all alike), forbidden (suspended, the password being right)
  /// and quota_exceeded.
  domain::result<domain::signed_in_answer> with_password(const std::string& identifier, const std::string& password,
                                                         const client_origin& from);

  /// Unknown people get an answer too, the same every time. Fails with quota_exceeded, and with invalid_fields when the
  /// identifier has no form.
  domain::result<domain::otp_sent_answer> send_otp(const std::string& identifier, const client_origin& from);

  /// Makes a pending account active. Fails with unauthorized, forbidden (suspended), conflict (taken meanwhile) and
  /// quota_exceeded.
  domain::result<domain::signed_in_answer> verify_otp(const domain::verify_otp_request& request,
                                                      const client_origin& from);

private:
  domain::uuid made_up_id(const std::string& identifier) const;

  const account_context& context_;
  sessions& sessions_;
  account_cache& texts_;
  one_time_passwords otps_;
  sign_in_limits limits_;
};

}  // namespace homigo::modules
