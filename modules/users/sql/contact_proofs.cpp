#include "modules/users/sql/contact_proofs.hpp"

#include <pqxx/result>
#include <pqxx/row>

#include "modules/users/sql/account_changes.hpp"
#include "modules/users/sql/otp_statements.hpp"
#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

using domain::account_status;
using domain::contact_claim;
using domain::contact_proof;
using domain::otp_channel;
using domain::proof_effects;

/// The words of SQL for a channel; a trusted text, never from outside.
struct channel_words {
  std::string contact, folded, verified_at, other_verified_at;
};

channel_words words_of(otp_channel channel) {
  if (channel == otp_channel::phone) return {"phone", "u.phone", "phone_verified_at", "email_verified_at"};
  return {"email", "lower(u.email)", "email_verified_at", "phone_verified_at"};
}

/// Locks the contact of the account, then everybody who claims it.
std::vector<contact_claim> claims_beside(transaction& t, const domain::uuid& user_id, const channel_words& words) {
  const auto own = t.query("SELECT " + words.folded + " FROM users u WHERE user_id = $1", {user_id});
  if (own.empty() || own[0][0].is_null()) return {};
  const auto contact = text_of(own[0][0]);
  t.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", {words.contact + " " + contact});
  const auto sql =
      "SELECT u.user_id, u.account_status, v." + words.verified_at + " IS NOT NULL, v." + words.other_verified_at +
      " IS NOT NULL, u.password_unconfirmed FROM users u LEFT JOIN user_verifications v USING (user_id)"
      " WHERE " +
      words.folded + " = $1 AND u.account_status <> 'deleted' ORDER BY u.created_at, u.user_id FOR UPDATE OF u";
  std::vector<contact_claim> claims;
  for (const auto& row : t.query(sql, {contact}))
    claims.push_back({uuid_of(row[0]), enumerator_of<account_status>(row[1]), row[2].as<bool>(), row[3].as<bool>(),
                      row[4].as<bool>()});
  return claims;
}

/// What is proven and the codes that would prove it anew.
void withdraw_proof(transaction& t, const std::vector<domain::uuid>& losers, otp_channel channel, domain::instant now) {
  const auto verified_at = words_of(channel).verified_at;
  t.execute("UPDATE user_verifications SET " + verified_at +
                " = NULL, updated_at = $2 WHERE user_id = ANY ($1::uuid[]) AND " + verified_at + " IS NOT NULL",
            {array_literal(losers), now});
  supersede(t, losers, channel, now);
}

void dispossess(transaction& t, const std::vector<domain::uuid>& losers, otp_channel channel, domain::instant now) {
  if (losers.empty()) return;
  t.execute("UPDATE users SET " + words_of(channel).contact +
                " = NULL, revision = revision + 1, updated_at = $2 WHERE user_id = ANY ($1::uuid[])",
            {array_literal(losers), now});
  withdraw_proof(t, losers, channel, now);
}

void cut_address(transaction& t, const proof_effects& effects, domain::instant now) {
  if (effects.drops_address) dispossess(t, {effects.user_id}, otp_channel::email, now);
  if (effects.withdraws_address) withdraw_proof(t, {effects.user_id}, otp_channel::email, now);
}

/// A badge more changes the account's representation; signing in once more does not.
account_status write_own(transaction& t, const proof_effects& effects, const channel_words& words,
                         domain::instant now) {
  if (effects.is_new)
    t.execute("UPDATE user_verifications SET " + words.verified_at + " = $2, updated_at = $2 WHERE user_id = $1",
              {effects.user_id, now});
  const auto row = t.query(R"(
      UPDATE users SET account_status = CASE WHEN $3 THEN 'active' ELSE account_status END,
             password_unconfirmed = (password_unconfirmed OR $4) AND NOT $5, revision = revision + $6,
             updated_at = CASE $6 WHEN 0 THEN updated_at ELSE $2 END,
             last_active_at = CASE WHEN $7 THEN $2 ELSE last_active_at END
      WHERE user_id = $1 RETURNING account_status)",
                           {effects.user_id, now, effects.activates, effects.closes_password, effects.confirms_password,
                            effects.is_new ? 1 : 0, effects.opens_session});
  return enumerator_of<account_status>(row[0][0]);
}

}  // namespace

domain::result<persistence::redeemed> prove(transaction& t, const contact_proof& proof, domain::instant now) {
  const auto words = words_of(proof.channel);
  auto effects = domain::decide_proof(proof, claims_beside(t, proof.user_id, words));
  if (!effects) return effects.error();
  const auto user_id = effects->user_id;
  dispossess(t, effects->dispossessed, proof.channel, now);
  cut_address(t, *effects, now);
  const auto status = write_own(t, *effects, words, now);
  auto changed = effects->dispossessed;
  if (effects->is_new) supersede(t, {user_id}, proof.channel, now);
  if (effects->is_new || effects->drops_address) changed.push_back(user_id);
  if (!changed.empty()) accounts_changed(t, changed);
  return persistence::redeemed{user_id, status, std::move(*effects)};
}

}  // namespace homigo::postgres
