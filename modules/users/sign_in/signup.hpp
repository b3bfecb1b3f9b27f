// Signing up: a pending account that reserves nothing until its owner has proven the phone number.
#pragma once

#include "domain/users/sign_in.hpp"
#include "metrics/registry.hpp"
#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sign_in/one_time_passwords.hpp"
#include "modules/users/sign_in/sign_in_limits.hpp"

namespace homigo::modules {

class signup {
public:
  explicit signup(const account_context& context)
      : context_(context),
        otps_(context),
        limits_(context),
        begun_(context.metrics.counter("homigo_sign_ups_total", "Accounts begun")) {}

  /// Sends a one-time password to the phone, which makes the account active, and another to the e-mail address.
  /// Fails with conflict (in use) and quota_exceeded.
  domain::result<domain::signup_answer> sign_up(const domain::signup_request& request, const client_origin& from);

  /// Sends what proves the channel once more; earlier passwords stay valid. Answers alike for unknown people. Fails
  /// with quota_exceeded, and with invalid_fields for a ticket that is none.
  domain::result<domain::resend_otp_answer> resend_otp(const domain::resend_otp_request& request,
                                                       const client_origin& from);

private:
  const account_context& context_;
  one_time_passwords otps_;
  sign_in_limits limits_;
  metrics::Counter& begun_;
};

}  // namespace homigo::modules
