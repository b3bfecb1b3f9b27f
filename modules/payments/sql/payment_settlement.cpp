#include "modules/payments/sql/payment_settlement.hpp"

#include "codec/json_writer.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/row_reader.hpp"

namespace homigo::postgres {
namespace {

using domain::payment_status;
using domain::settlement_outcome;
using persistence::settled;
using persistence::settlement;

/// Reports of one capture are taken one after the other, whichever orders they name.
void lock_capture(transaction& t, const settlement& s) {
  t.query("SELECT pg_advisory_xact_lock(hashtextextended('capture ' || $1::text || ' ' || $2::text, 0))",
          {domain::wire_name(s.provider), s.gateway_payment_id});
}

/// The payment of this order, its row locked until the end of the transaction.
pqxx::result lock_payment(transaction& t, const settlement& s) {
  return t.query("SELECT " + select_list(domain::descriptor<domain::payment>(), "p") +
                     ", p.user_id AS payer, p.gateway_payment_id, p.metadata ->> 'subject_kind' AS subject_kind, "
                     "p.metadata ->> 'validity_days' AS validity_days, "
                     "coalesce((p.metadata ->> 'extend')::boolean, false) AS extends "
                     "FROM payments p WHERE gateway = $1 AND gateway_order_id = $2 FOR NO KEY UPDATE",
                 {domain::wire_name(s.provider), s.order_id});
}

/// For finance: a genuine report that bought nothing. The provider's repetitions add nothing.
void leave_incident(transaction& t, const settlement& s, const char* kind, std::optional<domain::uuid> payment_id) {
  t.execute(
      "INSERT INTO payment_incidents (incident_id, kind, provider, event_id, order_id, gateway_payment_id, payment_id, "
      "outcome, amount_paise, currency, created_at) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10) "
      "ON CONFLICT (provider, event_id, kind) DO NOTHING",
      {kind, domain::wire_name(s.provider), s.event_id, s.order_id, s.gateway_payment_id, payment_id,
       domain::wire_name(s.outcome), s.amount_paise, s.currency, s.at});
}

/// False when this event was here before.
bool record_event(transaction& t, const settlement& s, const domain::uuid& payment_id) {
  return t.execute(
             "INSERT INTO webhook_events (provider, event_id, event_type, body_hash, payment_id, received_at) "
             "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (provider, event_id) DO NOTHING",
             {domain::wire_name(s.provider), s.event_id, s.event_type, std::span<const std::uint8_t>{s.body_hash},
              payment_id, s.at}) == 1;
}

bool stands_for_another(transaction& t, const settlement& s, const domain::uuid& payment_id) {
  return !t.query("SELECT FROM payments WHERE gateway = $1 AND gateway_payment_id = $2 AND payment_id <> $3",
                  {domain::wire_name(s.provider), s.gateway_payment_id, payment_id})
              .empty();
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
      "validity_days, extends, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {s.entitlement_id, p.payment_id, row["payer"].c_str(), row["subject_kind"].c_str(), p.subject_id,
       p.purpose == domain::payment_purpose::premium_listing, row["validity_days"].c_str(), row["extends"].as<bool>(),
       s.at});
}

void command_publishing(transaction& t, const settlement& s, const domain::entity_key& posting) {
  t.execute(
      "INSERT INTO pending_command (command_id, entity_id, kind, shard, command, payload, created_at) "
      "VALUES ($1, $2, $3, $4, 'publish', jsonb_build_object('entitlement_id', $5::text), $6)",
      {s.command_id, posting.id, domain::wire_name(posting.kind), domain::shard_of(posting), s.entitlement_id, s.at});
}

/// Why the money buys nothing now, as a kind of incident; null when it buys what was asked for.
const char* useless(transaction& t, const settlement& s, const pqxx::row& row, const domain::payment& p) {
  t.query("SELECT pg_advisory_xact_lock(hashtextextended('payments of ' || $1::text, 0))", {p.subject_id});
  const auto posting = t.query(
      "SELECT status IN ('deleted', 'rented', 'fulfilled') AS is_gone,"
      " (status IN ('active', 'paused') AND valid_until > $2 AND (is_premium OR NOT $3))"
      " OR EXISTS (SELECT FROM entitlements e WHERE e.subject_id = $1 AND e.state = 'available'"
      "            AND (e.is_premium OR NOT $3)) AS is_paid"
      " FROM (SELECT listing_id AS id, status, valid_until, is_premium FROM property_listings UNION ALL"
      "       SELECT requirement_id, status, valid_until, is_premium FROM tenant_requirements) posting WHERE id = $1",
      {p.subject_id, s.at, p.purpose == domain::payment_purpose::premium_listing});
  if (posting.empty() || posting[0]["is_gone"].as<bool>()) return "subject_gone";
  const bool is_paid = !posting[0]["is_paid"].is_null() && posting[0]["is_paid"].as<bool>();
  return is_paid && !row["extends"].as<bool>() ? "already_active" : nullptr;
}

/// What is incomplete keeps the entitlement and goes live when it is asked to; so does, for its next renewal, what was
/// paid for already.
void buy(transaction& t, const settlement& s, const pqxx::row& row, settled& done) {
  auto& p = done.payment;
  domain::entity_key posting{{}, *p.subject_id};
  domain::from_wire_name(row["subject_kind"].c_str(), posting.kind);
  const auto* incident = useless(t, s, row, p);
  move(t, s, p, payment_status::succeeded);
  grant(t, s, row, p);
  if (incident) return leave_incident(t, s, incident, p.payment_id);
  command_publishing(t, s, posting);
  done.published = {posting, s.command_id};
}

/// Of a report that was here before: its publishing may still wait.
std::optional<settled::publishing> waiting_command(transaction& t, const domain::payment& p) {
  const auto rows = t.query(
      "SELECT c.command_id, c.kind FROM pending_command c JOIN entitlements e"
      " ON e.entitlement_id::text = c.payload ->> 'entitlement_id'"
      " WHERE c.entity_id = $1 AND c.command = 'publish' AND e.payment_id = $2",
      {p.subject_id, p.payment_id});
  if (rows.empty()) return std::nullopt;
  settled::publishing waiting{{{}, *p.subject_id}, uuid_of(rows[0]["command_id"])};
  domain::from_wire_name(rows[0]["kind"].c_str(), waiting.posting.kind);
  return waiting;
}

void succeed(transaction& t, const settlement& s, const pqxx::row& row, settled& done) {
  const auto& p = done.payment;
  if (p.status == payment_status::pending || p.status == payment_status::failed) return buy(t, s, row, done);
  if (p.status == payment_status::refunded) return leave_incident(t, s, "captured_after_refund", p.payment_id);
  if (s.gateway_payment_id != row["gateway_payment_id"].c_str())
    return leave_incident(t, s, "captured_twice", p.payment_id);
  done.published = waiting_command(t, p);
}

/// The last statement of its transaction, for it locks the counter of the payer's events.
void announce(transaction& t, const pqxx::row& row, settled& done) {
  const auto payer = uuid_of(row["payer"]);
  const auto seq = t.query("SELECT append_user_event($1, 'payment.updated', $2, $3::jsonb)",
                           {payer, done.payment.payment_id, codec::to_json(done.payment)});
  done.announced = {payer, seq[0][0].as<std::int64_t>()};
}

}  // namespace

domain::result<settled> settle_payment(transaction& t, const settlement& s) {
  lock_capture(t, s);
  const auto rows = lock_payment(t, s);
  if (rows.empty()) {
    leave_incident(t, s, "unknown_order", std::nullopt);
    return domain::failure{domain::errc::not_found, "There is no payment for this order."};
  }
  settled done{.payment = read_row<domain::payment>(rows[0])};
  auto& p = done.payment;
  if (p.amount_paise != s.amount_paise || p.currency != s.currency) {
    leave_incident(t, s, "amount_mismatch", p.payment_id);
    return domain::invalid_field("/amount_paise", "mismatch", "is not the amount of the order");
  }
  if (!record_event(t, s, p.payment_id)) {
    done.replayed = true;
    done.published = waiting_command(t, p);
    return done;
  }
  const auto before = p.status;
  if (stands_for_another(t, s, p.payment_id))
    leave_incident(t, s, "payment_of_another_order", p.payment_id);
  else if (s.outcome == settlement_outcome::success)
    succeed(t, s, rows[0], done);
  else if (p.status == payment_status::pending)
    move(t, s, p, payment_status::failed);
  if (p.status != before) announce(t, rows[0], done);
  return done;
}

}  // namespace homigo::postgres
