#include "modules/users/sessions/session_repository.hpp"

#include <pqxx/row>

#include "modules/users/sql/session_statements.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

/// Sessions in good standing at $2, of the tokens that `tokens` says.
std::string live_sessions(const std::string& tokens) {
  return "SELECT s.access_hash, s.session_id, s.user_id, u.user_type, u.account_status, " +
         instant_expression("s.access_expires_at") + " AS access_expires_at, " + instant_expression("s.last_used_at") +
         R"( AS last_used_at
  FROM sessions s JOIN users u USING (user_id)
  WHERE s.access_hash )" +
         tokens + " AND s.access_expires_at > $2 AND s.revoked_at IS NULL AND u.account_status = 'active'";
}

// Two texts, so that the plan for one token is not that for thousands.
const std::string find_sql = live_sessions("= $1");
const std::string find_all_sql = live_sessions("= ANY($1::bytea[])");

/// Many rows in one statement: who waited here for a lock could deadlock with a sign-out or with the housekeeping.
constexpr auto extend_sql = R"(
  WITH free AS (
    SELECT session_id FROM sessions WHERE session_id = ANY($1::uuid[]) AND revoked_at IS NULL
    FOR NO KEY UPDATE SKIP LOCKED)
  UPDATE sessions s
  SET access_expires_at = greatest(s.access_expires_at, $2), last_used_at = greatest(s.last_used_at, $3)
  FROM free WHERE s.session_id = free.session_id)";

live_session read_session(const pqxx::row& row) {
  return {bytes_of(row["access_hash"]),
          {uuid_of(row["user_id"]), enumerator_of<domain::user_type>(row["user_type"]),
           enumerator_of<domain::account_status>(row["account_status"]), uuid_of(row["session_id"])},
          instant_of(row["access_expires_at"]),
          instant_of(row["last_used_at"])};
}

/// Which session a refresh token is or was the token of; the account's row is not locked: suspension and reset revoke.
const std::string presented_sql = R"(
  SELECT s.session_id, s.user_id, s.family_id, s.refresh_hash = $1 AS is_current, s.refresh_expires_at > $2 AS is_alive,
         s.previous_refresh_until > $2 AND s.successor_sealed IS NOT NULL AS is_in_grace, s.successor_sealed, )" +
                                  instant_expression("s.access_expires_at") + R"( AS access_expires_at
  FROM sessions s JOIN users u USING (user_id)
  WHERE (s.refresh_hash = $1 OR s.previous_refresh_hash = $1) AND s.revoked_at IS NULL AND u.account_status = 'active'
  FOR UPDATE OF s)";

constexpr auto keep_spent_sql = R"(
  INSERT INTO spent_refresh_tokens (refresh_hash, family_id, expires_at)
  SELECT previous_refresh_hash, family_id, refresh_expires_at FROM sessions
  WHERE session_id = $1 AND previous_refresh_hash IS NOT NULL
  ON CONFLICT DO NOTHING)";

constexpr auto rotate_sql = R"(
  UPDATE sessions SET access_hash = $2, access_expires_at = $3, previous_refresh_hash = refresh_hash,
         previous_refresh_until = $7, refresh_hash = $4, refresh_expires_at = $5, successor_sealed = $6, last_used_at = $8
  WHERE session_id = $1)";

constexpr auto revoke_family_sql = R"(
  UPDATE sessions SET revoked_at = $2, revoked_reason = 'reuse', successor_sealed = NULL
  WHERE family_id = $1 AND revoked_at IS NULL)";

rotation reuse(transaction& t, const domain::uuid& family_id, const domain::uuid& user_id, domain::instant now) {
  t.execute(revoke_family_sql, {family_id, now});
  // A family is one session: its row carries the identifier of both and is rotated in place.
  return {rotation::outcome::reused, user_id, {}, {}, family_id};
}

/// A token that no living session has as its present or previous one.
rotation look_among_spent(transaction& t, const domain::bytes& refresh_hash, domain::instant now) {
  const auto found = t.query(R"(
      SELECT p.family_id, s.user_id FROM spent_refresh_tokens p JOIN sessions s USING (family_id)
      WHERE p.refresh_hash = $1 AND p.expires_at > $2 LIMIT 1)",
                             {refresh_hash, now});
  if (found.empty()) return {};
  return reuse(t, uuid_of(found[0]["family_id"]), uuid_of(found[0]["user_id"]), now);
}

rotation rotate_in(transaction& t, const domain::bytes& refresh_hash, const successor& next, domain::instant now) {
  const auto found = t.query(presented_sql, {refresh_hash, now});
  if (found.empty()) return look_among_spent(t, refresh_hash, now);
  const auto row = found[0];
  if (!row["is_alive"].as<bool>()) return {};
  const auto user_id = uuid_of(row["user_id"]);
  if (!row["is_current"].as<bool>()) {
    if (!row["is_in_grace"].as<bool>(false)) return reuse(t, uuid_of(row["family_id"]), user_id, now);
    return {rotation::outcome::repeated, user_id, bytes_of(row["successor_sealed"]),
            instant_of(row["access_expires_at"])};
  }
  const auto session_id = uuid_of(row["session_id"]);
  t.execute(keep_spent_sql, {session_id});
  t.execute(rotate_sql, {session_id, next.access_hash, next.access_expires_at, next.refresh_hash,
                         next.refresh_expires_at, next.sealed, next.grace_until, now});
  return {rotation::outcome::rotated, user_id, {}, next.access_expires_at};
}

class stored_sessions final : public session_repository {
public:
  explicit stored_sessions(connection_pool& pool) : database_(pool) {}

  void add(const domain::uuid& user_id, const new_session& session) override {
    database_.write([&](transaction& t) { insert_session(t, user_id, session); });
  }

  std::optional<live_session> find(const domain::bytes& access_hash, domain::instant now) override {
    const auto found = database_.query(find_sql, {access_hash, now});
    if (found.empty()) return std::nullopt;
    return read_session(found[0]);
  }

  domain::token_fault fault_of(const domain::bytes& access_hash, domain::instant now) override {
    const auto found = database_.query(R"(
      SELECT u.account_status = 'suspended' AS is_suspended, s.revoked_at IS NULL AND s.access_expires_at <= $2 AS is_old
      FROM sessions s JOIN users u USING (user_id) WHERE s.access_hash = $1)",
                                       {access_hash, now});
    if (found.empty()) return domain::token_fault::unknown;
    if (found[0]["is_suspended"].as<bool>()) return domain::token_fault::account_suspended;
    return found[0]["is_old"].as<bool>() ? domain::token_fault::expired : domain::token_fault::unknown;
  }

  std::vector<live_session> find_all(std::span<const domain::bytes> access_hashes, domain::instant now) override {
    std::vector<live_session> out;
    for (const auto& row : database_.query(find_all_sql, {array_literal(access_hashes), now}))
      out.push_back(read_session(row));
    return out;
  }

  void extend(std::span<const domain::uuid> session_ids, domain::instant access_expires_at,
              domain::instant now) override {
    database_.write([&](transaction& t) {
      t.execute(extend_sql, {array_literal(session_ids), access_expires_at, now});
    });
  }

  rotation rotate(const domain::bytes& refresh_hash, const successor& next, domain::instant now) override {
    return database_.write([&](transaction& t) { return rotate_in(t, refresh_hash, next, now); });
  }

  void revoke(const domain::uuid& session_id, revocation why, domain::instant now) override {
    database_.write([&](transaction& t) {
      t.execute(R"(
        UPDATE sessions SET revoked_at = $2, revoked_reason = $3, successor_sealed = NULL
        WHERE session_id = $1 AND revoked_at IS NULL)",
                {session_id, now, to_string(why)});
    });
  }

  void revoke_all(const domain::uuid& user_id, revocation why, domain::instant now) override {
    database_.write([&](transaction& t) { revoke_sessions_of(t, user_id, why, now); });
  }

  void erase_expired(domain::instant now) override {
    database_.write([&](transaction& t) {
      t.execute(
          "UPDATE sessions SET successor_sealed = NULL"
          " WHERE successor_sealed IS NOT NULL AND previous_refresh_until <= $1",
          {now});
      t.execute("DELETE FROM spent_refresh_tokens WHERE expires_at <= $1", {now});
      t.execute("DELETE FROM sessions WHERE refresh_expires_at <= $1::timestamptz - interval '1 day'", {now});
      t.execute("DELETE FROM known_origins WHERE last_at <= $1::timestamptz - interval '90 days'", {now});
    });
  }

private:
  database database_;
};

}  // namespace

std::unique_ptr<session_repository> make_session_repository(postgres::connection_pool& pool) {
  return std::make_unique<stored_sessions>(pool);
}

}  // namespace homigo::persistence
