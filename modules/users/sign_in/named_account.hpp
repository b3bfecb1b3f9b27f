// Whom a request about a one-time password names, and how much the name proves.
#pragma once

#include <optional>
#include <string>

#include "domain/users/sign_in.hpp"
#include "modules/users/accounts/account_context.hpp"
#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::modules {

struct named_account {
  persistence::account_key key;
  std::string text;  // what is counted where nobody is known
  domain::proof_evidence evidence{};
  bool is_secret = false;  // a ticket: told to nobody but the one who asked
};

/// Nothing for a ticket that is not, or no longer, valid.
std::optional<named_account> name_of(const domain::verify_otp_request& request, const account_context& context);
/// Nothing for the ticket of a sign-in too: another sign-in gives another password.
std::optional<named_account> name_of(const domain::resend_otp_request& request, const account_context& context);

}  // namespace homigo::modules
