#include "persistence/postgres/payment_repository.hpp"

#include "persistence/postgres/connection_pool.hpp"
#include "persistence/postgres/payment_settlement.hpp"
#include "persistence/postgres/row_reader.hpp"

namespace homigo::postgres {
namespace {

using domain::entity_kind;
using domain::errc;
using domain::posting_purpose;
using persistence::payment_terms;

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

std::string metadata(const payment_terms& terms) {
  return R"({"subject_kind":")" + std::string{domain::wire_name(terms.subject_kind)} + R"(","validity_days":)" +
         std::to_string(terms.validity_days) + "}";
}

std::optional<domain::payment> first_payment(const pqxx::result& rows) {
  if (rows.empty()) return std::nullopt;
  return read_row<domain::payment>(rows[0]);
}

std::string select_payments() {
  return "SELECT " + select_list(domain::descriptor<domain::payment>(), "p") + " FROM payments p ";
}

}  // namespace

domain::result<payment_terms> payment_repository::terms_for(const domain::uuid& user_id, posting_purpose purpose,
                                                            const domain::uuid& subject_id) {
  return database_.read([&](transaction& t) -> domain::result<payment_terms> {
    const auto rows = t.query(
        "SELECT 'listing', status FROM property_listings WHERE listing_id = $1 AND host_id = $2 AND status <> "
        "'deleted' "
        "UNION ALL "
        "SELECT 'requirement', status FROM tenant_requirements "
        "WHERE requirement_id = $1 AND tenant_id = $2 AND status <> 'deleted'",
        {subject_id, user_id});
    if (rows.empty()) return domain::failure{errc::not_found, "There is no such posting of yours."};
    payment_terms terms;
    domain::from_wire_name(rows[0][0].c_str(), terms.subject_kind);
    if (!fits(purpose, terms.subject_kind))
      return domain::invalid_field(
          "/subject_id", "wrong_kind",
          std::string{domain::wire_name(purpose)} + " does not pay for a " + rows[0][0].c_str());
    const std::string status = rows[0][1].c_str();
    if (status == "fulfilled" || status == "rented")
      return domain::failure{errc::wrong_state, "This posting is " + status + ": it cannot be published any more."};
    const std::string name{domain::wire_name(purpose)};
    terms.price_paise = setting(t, name + "_price_paise");
    terms.validity_days = static_cast<std::int32_t>(setting(t, name + "_validity_days"));
    return terms;
  });
}

domain::result<domain::payment> payment_repository::insert(const persistence::new_payment& wanted) {
  return database_.write([&](transaction& t) -> domain::result<domain::payment> {
    const auto& p = wanted.payment;
    t.execute(
        "INSERT INTO payments (payment_id, user_id, purpose, subject_id, gateway, amount_paise, currency, "
        "gateway_order_id, checkout, metadata, created_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (payment_id) DO NOTHING",
        {p.payment_id, wanted.user_id, domain::wire_name(p.purpose), p.subject_id, domain::wire_name(p.gateway),
         p.amount_paise, p.currency, p.gateway_order_id, p.checkout.text, metadata(wanted.terms), p.created_at});
    const auto there = first_payment(
        t.query(select_payments() + "WHERE payment_id = $1 AND user_id = $2", {p.payment_id, wanted.user_id}));
    if (!there) return domain::failure{errc::conflict, "This payment belongs to somebody else."};
    return *there;
  });
}

std::optional<domain::payment> payment_repository::find(const domain::uuid& payment_id) {
  return database_.read([&](transaction& t) {
    return first_payment(t.query(select_payments() + "WHERE payment_id = $1", {payment_id}));
  });
}

std::optional<domain::payment> payment_repository::find_of_user(const domain::uuid& payment_id,
                                                                const domain::uuid& user_id) {
  return database_.read([&](transaction& t) {
    return first_payment(t.query(select_payments() + "WHERE payment_id = $1 AND user_id = $2", {payment_id, user_id}));
  });
}

domain::result<persistence::settled> payment_repository::settle(const persistence::settlement& reported) {
  return database_.write([&](transaction& t) { return settle_payment(t, reported); });
}

}  // namespace homigo::postgres
