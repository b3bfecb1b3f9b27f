#include "modules/notifications/delivery_repository.hpp"

#include <pqxx/row>

#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

namespace {

const std::string newest_sql = "SELECT channel, recipient, template, payload::text AS payload, payload_sealed, " +
                               instant_expression("created_at") + R"( AS shown_created_at FROM deliveries
  WHERE recipient = $1 ORDER BY created_at DESC, delivery_id DESC LIMIT $2)";

delivery read_delivery(const pqxx::row& row) {
  delivery out{text_of(row["channel"]),
               text_of(row["recipient"]),
               text_of(row["template"]),
               {},
               {},
               instant_of(row["shown_created_at"])};
  if (!row["payload"].is_null()) out.payload = text_of(row["payload"]);
  if (!row["payload_sealed"].is_null()) out.payload_sealed = bytes_of(row["payload_sealed"]);
  return out;
}

}  // namespace

std::vector<delivery> delivery_repository::newest(const std::string& recipient, std::int32_t limit) {
  return database{pool_}.read([&](transaction& t) {
    std::vector<delivery> out;
    for (const auto& row : t.query(newest_sql, {recipient, limit})) out.push_back(read_delivery(row));
    return out;
  });
}

void delivery_repository::erase_expired_secrets(domain::instant now) {
  database{pool_}.write([&](transaction& t) {
    t.execute("UPDATE deliveries SET payload_sealed = NULL WHERE payload_sealed IS NOT NULL AND expires_at <= $1",
              {now});
  });
}

}  // namespace homigo::persistence
