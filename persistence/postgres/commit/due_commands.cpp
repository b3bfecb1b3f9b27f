#include "persistence/postgres/commit/due_commands.hpp"

#include <pqxx/result>
#include <utility>

#include "domain/kernel/described/type_descriptor.hpp"
#include "persistence/postgres/client/field_values.hpp"

namespace homigo::postgres {
namespace {

constexpr auto before_all = "-infinity";

/// Rows that a commit is about to delete are skipped.
constexpr auto durable_sql = R"(
  WITH due AS (SELECT command_id FROM pending_command WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT $1
               FOR UPDATE SKIP LOCKED),
  taken AS (UPDATE pending_command c SET attempts = attempts + 1, due_at = clock_timestamp()
              + least(interval '4 s' * power(2, least(attempts, 8)), interval '10 min')
            FROM due WHERE c.command_id = due.command_id
            RETURNING c.command_id, c.entity_id, c.kind, c.command, c.payload::text AS payload, c.created_at)
  SELECT command_id, entity_id, kind, command, payload FROM taken ORDER BY created_at)";

}  // namespace

due_commands::postings due_commands::postings_of(domain::entity_kind kind, const std::string& table,
                                                 const std::string& id) {
  return {kind,
          "SELECT " + id + ", valid_until::text FROM " + table +
              " WHERE status IN ('active', 'paused') AND valid_until <= now() AND (valid_until, " + id +
              ") > ($2::timestamptz, $3::uuid) ORDER BY valid_until, " + id + " LIMIT $1",
          {before_all}};
}

std::vector<due_commands::waiting_command> due_commands::take(std::size_t limit) {
  return database_.write([&](transaction& t) {
    std::vector<waiting_command> out;
    take_durable(t, limit, out);
    take_expired(t, limit, listings_, out);
    take_expired(t, limit, requirements_, out);
    return out;
  });
}

void due_commands::take_durable(transaction& t, std::size_t limit, std::vector<waiting_command>& out) {
  for (const auto& row : t.query(durable_sql, {limit})) {
    waiting_command c{uuid_of(row[0]), {{}, uuid_of(row[1])}, row[3].c_str(), row[4].c_str()};
    if (domain::from_wire_name(row[2].c_str(), c.key.kind)) out.push_back(std::move(c));
  }
}

void due_commands::take_expired(transaction& t, std::size_t limit, postings& of, std::vector<waiting_command>& out) {
  const auto rows = t.query(of.sql, {limit, of.after.valid_until, of.after.id});
  for (const auto& row : rows) out.push_back({std::nullopt, {of.kind, uuid_of(row[0])}, "expire", "{}"});
  of.after = std::cmp_less(rows.size(), limit) ? position{before_all}
                                               : position{text_of(rows.back()[1]), uuid_of(rows.back()[0])};
}

}  // namespace homigo::postgres
