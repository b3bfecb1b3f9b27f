#include "modules/users/sql/session_statements.hpp"

#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

using persistence::revocation;

std::string_view to_string(revocation why) {
  switch (why) {
    case revocation::logout:
      return "logout";
    case revocation::logout_everywhere:
      return "logout_everywhere";
    case revocation::reuse:
      return "reuse";
    case revocation::password_reset:
      return "password_reset";
    case revocation::suspended:
      return "suspended";
    case revocation::deleted:
      return "deleted";
  }
  return "logout";
}

void insert_session(transaction& t, const domain::uuid& user_id, const persistence::new_session& s) {
  t.execute(R"(
      INSERT INTO sessions (session_id, user_id, family_id, access_hash, access_expires_at, refresh_hash,
                            refresh_expires_at, user_agent, created_at, last_used_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, left($8, 400), $9, $9))",
            {s.session_id, user_id, s.family_id, s.access_hash, s.access_expires_at, s.refresh_hash,
             s.refresh_expires_at, s.user_agent, s.created_at});
  t.execute(R"(
      INSERT INTO known_origins AS k (user_id, origin, last_at) VALUES ($1, $2, $3)
      ON CONFLICT (user_id, origin) DO UPDATE SET last_at = greatest(k.last_at, excluded.last_at))",
            {user_id, s.origin, s.created_at});
}

void revoke_sessions_of(transaction& t, const domain::uuid& user_id, revocation why, domain::instant now) {
  t.execute(R"(
      UPDATE sessions SET revoked_at = $2, revoked_reason = $3, successor_sealed = NULL
      WHERE user_id = $1 AND revoked_at IS NULL)",
            {user_id, now, to_string(why)});
}

}  // namespace homigo::postgres
