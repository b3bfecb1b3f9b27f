// A contact that is proven, inside another transaction: what domain::decide_proof says is done to the accounts.
#pragma once

#include "modules/users/sign_in/account_repository.hpp"

namespace homigo::postgres {

class transaction;

/// Proofs of one contact wait for each other, so that it is never held twice. Fails as domain::decide_proof.
domain::result<persistence::redeemed> prove(transaction& t, const domain::contact_proof& proof, domain::instant now);

}  // namespace homigo::postgres
