// A forgotten password: a one-time password proves the owner, the new password ends every session.
#pragma once

#include "domain/users/sign_in.hpp"
#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sign_in/one_time_passwords.hpp"
#include "modules/users/sign_in/sign_in_limits.hpp"

namespace homigo::modules {

class account_cache;
struct identifier;
class token_cache;

class password_reset {
public:
  password_reset(const account_context& context, token_cache& tokens, account_cache& texts)
      : context_(context), tokens_(tokens), texts_(texts), otps_(context), limits_(context) {}

  /// Answers alike for unknown people. Fails with quota_exceeded, and with invalid_fields when the identifier has no
  /// form.
  domain::result<domain::forgot_password_answer> send_otp(const domain::forgot_password_request& request,
                                                          const client_origin& from);
  /// Fails with unauthorized and quota_exceeded.
  domain::result<void> reset(const domain::reset_password_request& request, const client_origin& from);

private:
  persistence::otp_claim claim_of(const domain::reset_password_request& request, const identifier& who) const;

  const account_context& context_;
  token_cache& tokens_;
  account_cache& texts_;
  one_time_passwords otps_;
  sign_in_limits limits_;
};

}  // namespace homigo::modules
