#include "persistence/postgres/otp_statements.hpp"

#include <sodium.h>

#include <pqxx/result>
#include <pqxx/row>

#include "persistence/postgres/field_values.hpp"
#include "persistence/postgres/transaction.hpp"

namespace homigo::postgres {
namespace {

using persistence::otp_purpose;

std::string_view to_string(otp_purpose purpose) {
  switch (purpose) {
    case otp_purpose::signup:
      return "signup";
    case otp_purpose::login:
      return "login";
    case otp_purpose::password_reset:
      return "password_reset";
  }
  return "login";
}

domain::failure refused() { return {domain::errc::unauthorized, "The one-time password is wrong or no longer valid."}; }

/// As PostgreSQL's array literal; the words are our own.
std::string array_of(const std::vector<otp_purpose>& purposes) {
  std::string out = "{";
  for (const auto purpose : purposes) out.append(out.size() > 1 ? "," : "").append(to_string(purpose));
  return out + "}";
}

bool equal(const domain::bytes& a, const domain::bytes& b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

key_condition condition_of(const persistence::account_key& who) {
  if (who.user_id) return {"u.user_id = $1", domain::to_string(*who.user_id)};
  if (who.phone) return {"u.phone = $1", *who.phone};
  return {"lower(u.email) = lower($1)", who.email.value_or("")};
}

void dispatch(transaction& t, const domain::uuid& user_id, const persistence::otp_dispatch& otp) {
  const auto channel = domain::wire_name(otp.channel);
  t.execute(R"(
      UPDATE otp_logs SET superseded_at = $4
      WHERE user_id = $1 AND channel = $2 AND purpose = $3 AND consumed_at IS NULL AND superseded_at IS NULL)",
            {user_id, channel, to_string(otp.purpose), otp.created_at});
  t.execute(R"(
      INSERT INTO otp_logs (otp_id, user_id, channel, purpose, otp_hash, max_attempts, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8))",
            {otp.otp_id, user_id, channel, to_string(otp.purpose), otp.otp_hash, otp.max_attempts, otp.created_at,
             otp.expires_at});
  t.execute(
      R"(
      INSERT INTO deliveries (delivery_id, user_id, channel, template, recipient, payload_sealed, next_at, expires_at, created_at)
      SELECT $1, user_id, CASE $3 WHEN 'phone' THEN 'sms' ELSE 'email' END, $4,
             CASE $3 WHEN 'phone' THEN phone ELSE email END, $5, $6, $7, $6
      FROM users WHERE user_id = $2)",
      {otp.delivery_id, user_id, channel, otp.message_template, otp.payload_sealed, otp.created_at, otp.expires_at});
}

domain::result<domain::uuid> spend(transaction& t, const persistence::otp_claim& claim) {
  const auto who = condition_of(claim.who);
  const auto found = t.query(R"(
      SELECT o.otp_id, o.user_id, o.otp_hash FROM otp_logs o JOIN users u USING (user_id)
      WHERE )" + who.sql + R"( AND u.account_status <> 'deleted' AND o.channel = $2 AND o.purpose = ANY ($3::text[])
        AND o.consumed_at IS NULL AND o.superseded_at IS NULL AND o.attempts < o.max_attempts AND o.expires_at > $4
      ORDER BY u.account_status = 'pending', o.created_at DESC, o.otp_id DESC LIMIT 1 FOR UPDATE OF o)",
                             {who.value, domain::wire_name(claim.channel), array_of(claim.purposes), claim.now});
  if (found.empty()) return refused();
  const auto otp_id = uuid_of(found[0]["otp_id"]);
  if (!equal(bytes_of(found[0]["otp_hash"]), claim.hash(otp_id))) {
    t.execute("UPDATE otp_logs SET attempts = attempts + 1 WHERE otp_id = $1", {otp_id});
    return refused();
  }
  t.execute("UPDATE otp_logs SET consumed_at = $2 WHERE otp_id = $1", {otp_id, claim.now});
  return uuid_of(found[0]["user_id"]);
}

}  // namespace homigo::postgres
