#include "persistence/postgres/payment_settlement.hpp"

#include "persistence/postgres/row_reader.hpp"

namespace homigo::postgres {
namespace {

using domain::payment_status;
using domain::settlement_outcome;
using persistence::settled;
using persistence::settlement;

/// The payment of this order, its row locked until the end of the transaction.
pqxx::result lock_payment(transaction& t, const settlement& s) {
  return t.query("SELECT " + select_list(domain::descriptor<domain::payment>(), "p") +
                     ", p.user_id AS payer, p.metadata ->> 'subject_kind' AS subject_kind, "
                     "p.metadata ->> 'validity_days' AS validity_days "
                     "FROM payments p WHERE gateway = $1 AND gateway_order_id = $2 FOR NO KEY UPDATE",
                 {domain::wire_name(s.provider), s.order_id});
}

/// False when this event was here before.
bool record_event(transaction& t, const settlement& s, const domain::uuid& payment_id) {
  return t.execute(
             "INSERT INTO webhook_events (provider, event_id, event_type, body_hash, payment_id, received_at) "
             "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (provider, event_id) DO NOTHING",
             {domain::wire_name(s.provider), s.event_id, s.event_type, std::span<const std::uint8_t>{s.body_hash},
              payment_id, s.at}) == 1;
}

void move(transaction& t, const settlement& s, domain::payment& p, payment_status status) {
  p.status = status;
  p.failure_reason = status == payment_status::failed ? s.failure_reason : std::nullopt;
  p.settled_at = p.updated_at = s.at;
  t.execute(
      "UPDATE payments SET status = $2, gateway_payment_id = $3, failure_reason = $4, settled_at = $5, updated_at = $5 "
      "WHERE payment_id = $1",
      {p.payment_id, domain::wire_name(status), s.gateway_payment_id, p.failure_reason, s.at});
}

void grant(transaction& t, const settlement& s, const pqxx::row& row, const domain::payment& p) {
  t.execute(
      "INSERT INTO entitlements (entitlement_id, payment_id, user_id, subject_kind, subject_id, is_premium, "
      "validity_days, "
      "created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {s.entitlement_id, p.payment_id, row["payer"].c_str(), row["subject_kind"].c_str(), p.subject_id,
       p.purpose == domain::payment_purpose::premium_listing, row["validity_days"].c_str(), s.at});
}

void command_publishing(transaction& t, const settlement& s, const domain::entity_key& posting) {
  t.execute(
      "INSERT INTO pending_command (command_id, entity_id, kind, shard, command, payload, created_at) "
      "VALUES ($1, $2, $3, $4, 'publish', jsonb_build_object('entitlement_id', $5::text), $6)",
      {s.command_id, posting.id, domain::wire_name(posting.kind), domain::shard_of(posting), s.entitlement_id, s.at});
}

/// The posting is told even if it is incomplete: it then keeps the entitlement and goes live when it is asked to.
domain::entity_key buy(transaction& t, const settlement& s, const pqxx::row& row, domain::payment& p) {
  domain::entity_key posting{{}, *p.subject_id};
  domain::from_wire_name(row["subject_kind"].c_str(), posting.kind);
  move(t, s, p, payment_status::succeeded);
  grant(t, s, row, p);
  command_publishing(t, s, posting);
  return posting;
}

}  // namespace

domain::result<settled> settle_payment(transaction& t, const settlement& s) {
  const auto rows = lock_payment(t, s);
  if (rows.empty()) return domain::failure{domain::errc::not_found, "There is no payment with this order."};
  settled done{.payment = read_row<domain::payment>(rows[0])};
  auto& p = done.payment;
  if (p.amount_paise != s.amount_paise || p.currency != s.currency)
    return domain::invalid_field("/amount_paise", "mismatch", "is not what the order was made for");
  if (!record_event(t, s, p.payment_id)) {
    done.replayed = true;
    return done;
  }
  const bool unpaid = p.status == payment_status::pending || p.status == payment_status::failed;
  if (s.outcome == settlement_outcome::success && unpaid)
    done.published = buy(t, s, rows[0], p);
  else if (s.outcome == settlement_outcome::failure && p.status == payment_status::pending)
    move(t, s, p, payment_status::failed);
  return done;
}

}  // namespace homigo::postgres
