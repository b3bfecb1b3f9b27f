// One-time passwords inside another transaction: sending one, spending one.
#pragma once

#include <optional>
#include <string>

#include "persistence/sign_in_records.hpp"

namespace homigo::postgres {

class transaction;

/// "u.user_id = $1", "u.phone = $1" or the like, and the value for $1.
struct key_condition {
  std::string sql;
  std::string value;
};
key_condition condition_of(const persistence::account_key& who);

/// Writes the password and the message that carries it, and supersedes earlier ones of the purpose and channel.
void dispatch(transaction& t, const domain::uuid& user_id, const persistence::otp_dispatch& otp);

/// Spends the newest living password that the claim can mean; answers whose it was. A wrong try is counted and gives
/// unauthorized, like everything else that is not right.
domain::result<domain::uuid> spend(transaction& t, const persistence::otp_claim& claim);

}  // namespace homigo::postgres
