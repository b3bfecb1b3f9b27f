// Writing sessions inside another transaction.
#pragma once

#include "modules/users/sessions/session_repository.hpp"

namespace homigo::postgres {

class transaction;

void insert_session(transaction& t, const domain::uuid& user_id, const persistence::new_session& session);
void revoke_sessions_of(transaction& t, const domain::uuid& user_id, persistence::revocation why, domain::instant now);
std::string_view to_string(persistence::revocation why);

}  // namespace homigo::postgres
