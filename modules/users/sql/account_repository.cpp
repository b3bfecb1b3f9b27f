#include "modules/users/sign_in/account_repository.hpp"

#include <algorithm>
#include <pqxx/except>
#include <pqxx/row>

#include "modules/users/sign_in/attempt_limits.hpp"
#include "modules/users/sql/contact_proofs.hpp"
#include "modules/users/sql/limit_statements.hpp"
#include "modules/users/sql/otp_statements.hpp"
#include "modules/users/sql/session_statements.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

using domain::errc;
using domain::failure;

failure taken() { return {errc::conflict, "This phone number or e-mail address is already in use."}; }

constexpr auto insert_account_sql = R"(
  INSERT INTO users (user_id, full_name, phone, email, password_hash, user_type, created_at, updated_at, signed_up_from)
  SELECT $1, $2, $3, $4, $5, $6, $7, $7, $8
  WHERE NOT EXISTS (SELECT FROM users JOIN user_verifications USING (user_id)
                    WHERE account_status IN ('active', 'suspended') AND phone = $3 AND phone_verified_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM users JOIN user_verifications USING (user_id)
                    WHERE account_status IN ('active', 'suspended') AND lower(email) = lower($4)
                      AND email_verified_at IS NOT NULL))";

/// Of accounts in use those that have proven what they are named by.
std::string held_by(const account_key& who) {
  const std::string in_use = "u.account_status IN ('active', 'suspended')";
  if (who.user_id) return in_use;
  return "(" + in_use + " AND v." + (who.phone ? "phone" : "email") + "_verified_at IS NOT NULL)";
}

/// Whom an order means: for a proof who has something to prove there, else who holds what was named. The address of an
/// account that waits for the one who chose its password proves nothing.
std::string orderers_sql(const otp_order& order, const std::string& condition) {
  const std::string channel{domain::wire_name(order.dispatch.channel)};
  std::string whom = held_by(order.who);
  if (order.dispatch.purpose == otp_purpose::password_reset) whom += " AND u.account_status = 'active'";
  if (order.dispatch.purpose == otp_purpose::signup)
    whom = "u." + channel + " IS NOT NULL AND (u.account_status = 'pending' OR u.account_status = 'active' AND (v." +
           channel + "_verified_at IS NULL OR u.password_unconfirmed)" +
           (order.dispatch.channel == domain::otp_channel::email ? " AND NOT u.password_unconfirmed)" : ")");
  return "SELECT u.user_id, u." + channel + " FROM users u LEFT JOIN user_verifications v USING (user_id) WHERE " +
         condition + " AND " + whom + " ORDER BY u.account_status = 'pending', u.created_at DESC LIMIT 1";
}

void dispatch_unless_too_many(transaction& t, const domain::uuid& user_id, const otp_dispatch& otp,
                              const attempt_limit& silent) {
  dispatch(t, take(t, {silent}, otp.created_at) ? otp.otp_id : user_id, otp);
}

const std::string& recipient_of(const new_account& account, const otp_dispatch& otp) {
  return otp.channel == domain::otp_channel::phone ? account.phone : account.email;
}

/// Counters are locked in the order of their subjects, like those of take().
std::vector<const otp_dispatch*> in_order_of_locks(const std::vector<otp_dispatch>& all, const new_account& account,
                                                   const recipient_limit& silent) {
  std::vector<const otp_dispatch*> sorted;
  sorted.reserve(all.size());
  for (const auto& otp : all) sorted.push_back(&otp);
  std::ranges::sort(sorted, {}, [&](const auto* otp) { return silent(recipient_of(account, *otp)).subject; });
  return sorted;
}

domain::result<redeemed> sign_in(transaction& t, const otp_claim& claim, const new_session& session) {
  const auto spent = spend(t, claim);
  if (!spent) return spent.error();
  auto done = prove(t, {spent->user_id, claim.channel, spent->purpose, claim.evidence}, claim.now);
  if (done && done->effects.opens_session) insert_session(t, done->user_id, session);
  return done;
}

}  // namespace

domain::result<void> account_repository::add_pending(const new_account& account,
                                                     const std::vector<otp_dispatch>& dispatches,
                                                     const std::vector<attempt_limit>& limits,
                                                     const recipient_limit& silent) {
  return database{pool_}.write([&](transaction& t) -> domain::result<void> {
    if (const auto wait = take(t, limits, account.created_at)) return too_many_attempts(*wait);
    const auto added = t.execute(
        insert_account_sql, {account.user_id, account.full_name, account.phone, account.email, account.password_hash,
                             domain::wire_name(account.user_type), account.created_at, account.origin});
    if (added == 0) return taken();
    t.execute("INSERT INTO user_verifications (user_id, updated_at) VALUES ($1, $2)",
              {account.user_id, account.created_at});
    for (const auto* otp : in_order_of_locks(dispatches, account, silent))
      dispatch_unless_too_many(t, account.user_id, *otp, silent(recipient_of(account, *otp)));
    return {};
  });
}

std::optional<credentials> account_repository::find_credentials(const account_key& who, const domain::bytes& origin) {
  const auto condition = condition_of(who);
  return database{pool_}.read([&](transaction& t) -> std::optional<credentials> {
    const auto found = t.query(
        "SELECT u.user_id, u.account_status, u.password_hash, u.password_unconfirmed, EXISTS (SELECT FROM "
        "known_origins k WHERE k.user_id = u.user_id AND k.origin = $2)"
        " FROM users u LEFT JOIN user_verifications v USING (user_id) WHERE " +
            condition.sql + " AND (u.account_status = 'pending' OR " + held_by(who) +
            ") ORDER BY u.account_status = 'pending', (u.signed_up_from = $2) IS NOT TRUE, u.created_at DESC LIMIT 1",
        {condition.value, origin});
    if (found.empty()) return std::nullopt;
    const auto row = found[0];
    credentials out{uuid_of(row[0]), enumerator_of<domain::account_status>(row[1]), std::nullopt, row[3].as<bool>(),
                    row[4].as<bool>()};
    if (!row[2].is_null()) out.password_hash = text_of(row[2]);
    return out;
  });
}

domain::result<void> account_repository::order_otp(const otp_order& order) {
  const auto condition = condition_of(order.who);
  return database{pool_}.write([&](transaction& t) -> domain::result<void> {
    const auto found = t.query(orderers_sql(order, condition.sql), {condition.value});
    std::optional<std::string> recipient;
    if (!found.empty()) recipient = text_of(found[0][1]);
    if (const auto wait = take(t, order.limits, order.dispatch.created_at)) return too_many_attempts(*wait);
    // An otp_id is no account's: an order for nobody takes as long.
    dispatch_unless_too_many(t, recipient ? uuid_of(found[0][0]) : order.dispatch.otp_id, order.dispatch,
                             order.silent(recipient.value_or(order.named)));
    return {};
  });
}

domain::result<redeemed> account_repository::redeem(const otp_claim& claim, const new_session& session) {
  try {
    return database{pool_}.write([&](transaction& t) { return sign_in(t, claim, session); });
  } catch (const pqxx::unique_violation&) {
    return taken();
  }
}

domain::result<domain::uuid> account_repository::redeem_for_reset(const otp_claim& claim,
                                                                  const std::string& password_hash) {
  return database{pool_}.write([&](transaction& t) -> domain::result<domain::uuid> {
    const auto spent = spend(t, claim);
    if (!spent) return spent.error();
    const auto proven =
        prove(t, {spent->user_id, claim.channel, spent->purpose, domain::proof_evidence::contact}, claim.now);
    if (!proven) return proven.error();
    t.execute("UPDATE users SET password_hash = $2, password_unconfirmed = false, updated_at = $3 WHERE user_id = $1",
              {spent->user_id, password_hash, claim.now});
    revoke_sessions_of(t, spent->user_id, revocation::password_reset, claim.now);
    return spent->user_id;
  });
}

}  // namespace homigo::persistence
