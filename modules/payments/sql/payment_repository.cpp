#include "modules/payments/payment_repository.hpp"

#include "modules/payments/sql/payment_settlement.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

using domain::entity_kind;
using domain::errc;
using domain::posting_purpose;

bool fits(posting_purpose purpose, entity_kind kind) {
  switch (purpose) {
    case posting_purpose::tenant_listing:
      return kind == entity_kind::requirement;
    case posting_purpose::host_listing:
      return kind == entity_kind::listing;
    case posting_purpose::premium_listing:
      return true;
  }
  return false;
}

std::int64_t setting(transaction& t, const std::string& key) {
  const auto rows = t.query("SELECT (value #>> '{}')::bigint FROM system_settings WHERE key = $1", {key});
  if (rows.empty()) throw std::runtime_error{"system_settings lacks " + key};
  return rows[0][0].as<std::int64_t>();
}

std::string metadata(const new_payment& wanted) {
  return R"({"subject_kind":")" + std::string{domain::wire_name(wanted.terms.subject_kind)} + R"(","validity_days":)" +
         std::to_string(wanted.terms.validity_days) + R"(,"extend":)" + (wanted.extend ? "true" : "false") + "}";
}

std::optional<domain::payment> first_payment(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return read_row<domain::payment>(rows[0]);
}

std::string select_payments() {
  return "SELECT " + select_list(domain::descriptor<domain::payment>(), "p") + " FROM payments p ";
}

/// `is_paid`: valid now, or ready to be published by a payment that nothing was spent on yet.
constexpr auto own_posting_sql = R"(
    SELECT kind, status, is_premium,
           status IN ('active', 'paused') AND coalesce(valid_until > $3, false)
             OR EXISTS (SELECT FROM entitlements e WHERE e.subject_id = $1 AND e.state = 'available') AS is_paid,
           EXISTS (SELECT FROM entitlements e WHERE e.subject_id = $1 AND e.state = 'available' AND e.is_premium)
             AS premium_waits
    FROM (SELECT 'listing' AS kind, status, valid_until, is_premium FROM property_listings
          WHERE listing_id = $1 AND host_id = $2 AND status <> 'deleted'
          UNION ALL
          SELECT 'requirement', status, valid_until, is_premium FROM tenant_requirements
          WHERE requirement_id = $1 AND tenant_id = $2 AND status <> 'deleted') posting)";

/// Orders of one subject are made and paid one after the other.
constexpr auto lock_subject_sql = "SELECT pg_advisory_xact_lock(hashtextextended('payments of ' || $1::text, 0))";

/// Nobody pays twice without having asked for more.
domain::result<void> check_need(const pqxx::row& posting, const domain::initiate_payment& wanted) {
  const std::string status = posting["status"].c_str();
  if (status == "fulfilled" || status == "rented")
    return domain::failure{errc::wrong_state, "This posting is " + status + ": it can no longer be published."};
  if (wanted.extend || !posting["is_paid"].as<bool>()) return {};
  const bool premium = posting["is_premium"].as<bool>() || posting["premium_waits"].as<bool>();
  if (wanted.purpose == posting_purpose::premium_listing && !premium) return {};
  return domain::failure{errc::already_active,
                         "This posting is already paid for. Send extend: true to add days to it."};
}

posting_purpose posting_purpose_of(domain::payment_purpose purpose) {
  posting_purpose same{};
  domain::from_wire_name(domain::wire_name(purpose), same);
  return same;
}

std::optional<domain::payment> open_order(transaction& t, const domain::uuid& user_id,
                                          const domain::initiate_payment& wanted, std::int64_t price_paise) {
  std::optional<std::string_view> gateway;
  if (wanted.gateway) gateway = domain::wire_name(*wanted.gateway);
  return first_payment(
      t.query(select_payments() +
                  "WHERE user_id = $1 AND subject_id = $2 AND purpose = $3 AND status = 'pending' AND amount_paise = $4"
                  " AND ($5::text IS NULL OR gateway = $5) AND coalesce((metadata ->> 'extend')::boolean, false) = $6"
                  " ORDER BY created_at DESC, payment_id LIMIT 1",
              {user_id, wanted.subject_id, domain::wire_name(wanted.purpose), price_paise, gateway, wanted.extend}));
}

}  // namespace

domain::result<payment_terms> payment_repository::terms_for(const domain::uuid& user_id,
                                                            const domain::initiate_payment& wanted,
                                                            domain::instant now) {
  return database{pool_}.read([&](transaction& t) -> domain::result<payment_terms> {
    const auto rows = t.query(own_posting_sql, {wanted.subject_id, user_id, now});
    if (rows.empty()) return domain::failure{errc::not_found, "You do not have this posting."};
    const auto& posting = rows[0];
    payment_terms terms;
    domain::from_wire_name(posting["kind"].c_str(), terms.subject_kind);
    if (!fits(wanted.purpose, terms.subject_kind))
      return domain::invalid_field(
          "/subject_id", "wrong_kind",
          std::string{domain::wire_name(wanted.purpose)} + " does not pay for a " + posting["kind"].c_str());
    if (auto wanting = check_need(posting, wanted); !wanting) return wanting.error();
    const std::string name{domain::wire_name(wanted.purpose)};
    terms.price_paise = setting(t, name + "_price_paise");
    terms.validity_days = static_cast<std::int32_t>(setting(t, name + "_validity_days"));
    return terms;
  });
}

std::optional<domain::payment> payment_repository::find_open(const domain::uuid& user_id,
                                                             const domain::initiate_payment& wanted,
                                                             std::int64_t price_paise) {
  return database{pool_}.read([&](transaction& t) { return open_order(t, user_id, wanted, price_paise); });
}

domain::result<domain::payment> payment_repository::insert(const new_payment& wanted) {
  return database{pool_}.write([&](transaction& t) -> domain::result<domain::payment> {
    const auto& p = wanted.payment;
    t.query(lock_subject_sql, {p.subject_id});
    const domain::initiate_payment same{posting_purpose_of(p.purpose), *p.subject_id, p.gateway, wanted.extend};
    const auto known = t.query("SELECT FROM payments WHERE payment_id = $1", {p.payment_id});
    if (known.empty())
      if (auto open = open_order(t, wanted.user_id, same, p.amount_paise)) return std::move(*open);
    t.execute(
        "INSERT INTO payments (payment_id, user_id, purpose, subject_id, gateway, amount_paise, currency, "
        "gateway_order_id, checkout, metadata, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (payment_id) DO NOTHING",
        {p.payment_id, wanted.user_id, domain::wire_name(p.purpose), p.subject_id, domain::wire_name(p.gateway),
         p.amount_paise, p.currency, p.gateway_order_id, p.checkout.text, metadata(wanted), p.created_at});
    const auto there = first_payment(
        t.query(select_payments() + "WHERE payment_id = $1 AND user_id = $2", {p.payment_id, wanted.user_id}));
    if (!there) return domain::failure{errc::conflict, "This payment belongs to someone else."};
    return *there;
  });
}

std::optional<domain::payment> payment_repository::find(const domain::uuid& payment_id) {
  return database{pool_}.read([&](transaction& t) {
    return first_payment(t.query(select_payments() + "WHERE payment_id = $1", {payment_id}));
  });
}

std::optional<domain::payment> payment_repository::find_of_user(const domain::uuid& payment_id,
                                                                const domain::uuid& user_id) {
  return database{pool_}.read([&](transaction& t) {
    return first_payment(t.query(select_payments() + "WHERE payment_id = $1 AND user_id = $2", {payment_id, user_id}));
  });
}

domain::result<settled> payment_repository::settle(const settlement& reported) {
  return database{pool_}.write([&](transaction& t) { return settle_payment(t, reported); });
}

}  // namespace homigo::persistence
