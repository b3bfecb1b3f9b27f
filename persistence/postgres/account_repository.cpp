#include "persistence/postgres/account_repository.hpp"

#include <pqxx/except>
#include <pqxx/row>

#include "persistence/postgres/field_values.hpp"
#include "persistence/postgres/limit_statements.hpp"
#include "persistence/postgres/otp_statements.hpp"
#include "persistence/postgres/session_statements.hpp"

namespace homigo::postgres {
namespace {

using domain::errc;
using domain::failure;
using persistence::otp_purpose;

failure taken() { return {errc::conflict, "This phone number or e-mail address is in use."}; }

failure too_often(std::chrono::seconds wait) {
  return {errc::quota_exceeded, "Too many attempts; try again later.", {}, wait};
}

constexpr auto insert_account_sql = R"(
  INSERT INTO users (user_id, full_name, phone, email, password_hash, user_type, created_at, updated_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $7
  WHERE NOT EXISTS (SELECT FROM users WHERE account_status IN ('active', 'suspended') AND phone = $3)
    AND NOT EXISTS (SELECT FROM users WHERE account_status IN ('active', 'suspended') AND lower(email) = lower($4)))";

/// Touches nothing when the channel was proven before.
constexpr auto verified_sql = R"(
  UPDATE user_verifications SET updated_at = $3,
         phone_verified_at = CASE $2 WHEN 'phone' THEN $3 ELSE phone_verified_at END,
         email_verified_at = CASE $2 WHEN 'email' THEN $3 ELSE email_verified_at END
  WHERE user_id = $1 AND CASE $2 WHEN 'phone' THEN phone_verified_at ELSE email_verified_at END IS NULL)";

/// The partial unique indexes decide between two accounts that become active at once.
constexpr auto activate_sql = R"(
  UPDATE users SET account_status = CASE account_status WHEN 'pending' THEN 'active' ELSE account_status END,
         revision = revision + $3, updated_at = CASE $3 WHEN 0 THEN updated_at ELSE $2 END, last_active_at = $2
  WHERE user_id = $1 AND account_status IN ('pending', 'active'))";

domain::result<domain::uuid> sign_in(transaction& t, const persistence::otp_claim& claim,
                                     const persistence::new_session& session) {
  auto user_id = spend(t, claim);
  if (!user_id) return user_id;
  // A badge more changes the account's representation; signing in once more does not.
  const auto new_badges = t.execute(verified_sql, {*user_id, domain::wire_name(claim.channel), claim.now});
  if (t.execute(activate_sql, {*user_id, claim.now, new_badges}) == 0)
    return failure{errc::forbidden, "This account is suspended."};
  if (new_badges > 0) t.execute("INSERT INTO change_log (kind, key) VALUES ('user', $1)", {*user_id});
  insert_session(t, *user_id, session);
  return user_id;
}

}  // namespace

domain::result<void> account_repository::add_pending(const persistence::new_account& account,
                                                     const std::vector<persistence::otp_dispatch>& dispatches,
                                                     const std::vector<persistence::attempt_limit>& limits) {
  return database_.write([&](transaction& t) -> domain::result<void> {
    if (const auto wait = take(t, limits, account.created_at)) return too_often(*wait);
    const auto added = t.execute(
        insert_account_sql, {account.user_id, account.full_name, account.phone, account.email, account.password_hash,
                             domain::wire_name(account.user_type), account.created_at});
    if (added == 0) return taken();
    t.execute("INSERT INTO user_verifications (user_id, updated_at) VALUES ($1, $2)",
              {account.user_id, account.created_at});
    for (const auto& otp : dispatches) dispatch(t, account.user_id, otp);
    return {};
  });
}

std::optional<persistence::credentials> account_repository::find_credentials(const persistence::account_key& who) {
  const auto condition = condition_of(who);
  return database_.read([&](transaction& t) -> std::optional<persistence::credentials> {
    const auto found =
        t.query("SELECT u.user_id, u.account_status, u.password_hash FROM users u WHERE " + condition.sql +
                    " AND u.account_status <> 'deleted'"
                    " ORDER BY u.account_status = 'pending', u.created_at DESC LIMIT 1",
                {condition.value});
    if (found.empty()) return std::nullopt;
    const auto row = found[0];
    persistence::credentials out{uuid_of(row[0]), enumerator_of<domain::account_status>(row[1]), std::nullopt};
    if (!row[2].is_null()) out.password_hash = text_of(row[2]);
    return out;
  });
}

domain::result<std::optional<domain::uuid>> account_repository::order_otp(const persistence::otp_order& order) {
  const auto condition = condition_of(order.who);
  const bool actives_only = order.dispatch.purpose == otp_purpose::password_reset;
  return database_.write([&](transaction& t) -> domain::result<std::optional<domain::uuid>> {
    if (const auto wait = take(t, order.limits, order.dispatch.created_at)) return too_often(*wait);
    const auto found = t.query("SELECT u.user_id FROM users u WHERE " + condition.sql +
                                   " AND u.account_status = ANY ($2::text[])"
                                   " ORDER BY u.account_status = 'pending', u.created_at DESC LIMIT 1",
                               {condition.value, actives_only ? "{active}" : "{active,suspended,pending}"});
    if (found.empty()) return std::optional<domain::uuid>{};
    const auto user_id = uuid_of(found[0][0]);
    dispatch(t, user_id, order.dispatch);
    return std::optional{user_id};
  });
}

domain::result<domain::uuid> account_repository::redeem_for_sign_in(const persistence::otp_claim& claim,
                                                                    const persistence::new_session& session) {
  try {
    return database_.write([&](transaction& t) { return sign_in(t, claim, session); });
  } catch (const pqxx::unique_violation&) {
    return taken();
  }
}

domain::result<domain::uuid> account_repository::redeem_for_reset(const persistence::otp_claim& claim,
                                                                  const std::string& password_hash) {
  return database_.write([&](transaction& t) {
    auto user_id = spend(t, claim);
    if (!user_id) return user_id;
    t.execute("UPDATE users SET password_hash = $2, updated_at = $3 WHERE user_id = $1",
              {*user_id, password_hash, claim.now});
    revoke_sessions_of(t, *user_id, persistence::revocation::password_reset, claim.now);
    return user_id;
  });
}

}  // namespace homigo::postgres
