// One-time passwords inside another transaction: sending one, spending one.
#pragma once

#include <optional>
#include <string>

#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::postgres {

class transaction;

/// "u.user_id = $1", "u.phone = $1" or the like, and the value for $1.
struct key_condition {
  std::string sql;
  std::string value;
};
key_condition condition_of(const persistence::account_key& who);

/// Writes the password and the message that carries it. For a user_id that is nobody's it does as much and leaves
/// nothing.
void dispatch(transaction& t, const domain::uuid& user_id, const persistence::otp_dispatch& otp);

struct spent_otp {
  domain::uuid user_id{};
  persistence::otp_purpose purpose{};
};

/// Spends the living password with these digits, among all that the claim can mean. A wrong try is counted on each of
/// them and gives unauthorized, like everything else that is not right.
domain::result<spent_otp> spend(transaction& t, const persistence::otp_claim& claim);

/// Passwords sent to a contact that these accounts no longer claim.
void supersede(transaction& t, const std::vector<domain::uuid>& user_ids, domain::otp_channel channel,
               domain::instant now);

}  // namespace homigo::postgres
