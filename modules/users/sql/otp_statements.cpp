#include "modules/users/sql/otp_statements.hpp"

#include <sodium.h>

#include <pqxx/result>
#include <pqxx/row>

#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

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

otp_purpose purpose_of(std::string_view word) {
  if (word == "signup") return otp_purpose::signup;
  return word == "password_reset" ? otp_purpose::password_reset : otp_purpose::login;
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

/// Living passwords that a claim can mean, and which of their two purses of tries a wrong one is taken from. Any
/// stranger can name a phone, an address or the identifier of an account in use. One that a clock ahead of ours has
/// made is dead: it would live for the length of the step.
std::string candidates_sql(const persistence::otp_claim& claim, const std::string& condition) {
  std::string by_contact = claim.who.user_id ? "u.account_status <> 'pending'" : "true";
  if (claim.is_named_by_secret) by_contact = "false";
  return "SELECT o.otp_id, o.user_id, o.purpose, o.otp_hash, $5::text IS NULL OR CASE $2 WHEN 'phone' THEN u.phone = $5"
         " ELSE lower(u.email) = lower($5) END AS is_owners, " +
         by_contact + " AS by_contact FROM otp_logs o JOIN users u USING (user_id) WHERE " + condition +
         " AND u.account_status <> 'deleted' AND o.channel = $2 AND o.purpose = ANY ($3::text[])"
         " AND o.consumed_at IS NULL AND o.superseded_at IS NULL AND o.expires_at > $4"
         " AND o.created_at <= $4::timestamptz + interval '1 minute' AND CASE WHEN " +
         by_contact +
         " THEN o.attempts_by_contact ELSE o.attempts END < o.max_attempts"
         " ORDER BY o.otp_id FOR UPDATE OF o";
}

void count_wrong_try(transaction& t, const pqxx::result& candidates) {
  for (const auto& row : candidates) {
    const std::string purse = row["by_contact"].as<bool>() ? "attempts_by_contact" : "attempts";
    t.execute("UPDATE otp_logs SET " + purse + " = " + purse + " + 1 WHERE otp_id = $1", {uuid_of(row["otp_id"])});
  }
}

}  // namespace

key_condition condition_of(const persistence::account_key& who) {
  if (who.user_id) return {"u.user_id = $1", domain::to_string(*who.user_id)};
  if (who.otp_id) return {"o.otp_id = $1", domain::to_string(*who.otp_id)};
  if (who.phone) return {"u.phone = $1", *who.phone};
  return {"lower(u.email) = lower($1)", who.email.value_or("")};
}

void dispatch(transaction& t, const domain::uuid& user_id, const persistence::otp_dispatch& otp) {
  const auto channel = domain::wire_name(otp.channel);
  t.execute(R"(
      INSERT INTO otp_logs (otp_id, user_id, channel, purpose, otp_hash, max_attempts, created_at, expires_at)
      SELECT $1, user_id, $3, $4, $5, $6, $7, $8 FROM users WHERE user_id = $2)",
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

domain::result<spent_otp> spend(transaction& t, const persistence::otp_claim& claim) {
  const auto who = condition_of(claim.who);
  const auto candidates = t.query(candidates_sql(claim, who.sql), {who.value, domain::wire_name(claim.channel),
                                                                   array_of(claim.purposes), claim.now, claim.contact});
  for (const auto& row : candidates) {
    const auto otp_id = uuid_of(row["otp_id"]);
    const bool is_right = equal(bytes_of(row["otp_hash"]), claim.hash(otp_id));
    if (!is_right || !row["is_owners"].as<bool>(false)) continue;
    t.execute("UPDATE otp_logs SET consumed_at = $2 WHERE otp_id = $1", {otp_id, claim.now});
    return spent_otp{uuid_of(row["user_id"]), purpose_of(text_of(row["purpose"]))};
  }
  count_wrong_try(t, candidates);
  return refused();
}

void supersede(transaction& t, const std::vector<domain::uuid>& user_ids, domain::otp_channel channel,
               domain::instant now) {
  t.execute(R"(
      UPDATE otp_logs SET superseded_at = $3
      WHERE user_id = ANY ($1::uuid[]) AND channel = $2 AND consumed_at IS NULL AND superseded_at IS NULL)",
            {array_literal(user_ids), domain::wire_name(channel), now});
}

}  // namespace homigo::postgres
