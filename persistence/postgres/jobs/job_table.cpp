#include "persistence/postgres/jobs/job_table.hpp"

#include <pqxx/row>

#include "persistence/postgres/client/arrays.hpp"
#include "persistence/postgres/client/field_values.hpp"

namespace homigo::postgres {
namespace {

constexpr auto add_jobs_sql = R"(
  INSERT INTO job (name, next_at) SELECT name, $2 FROM unnest($1::text[]) AS wanted (name) ON CONFLICT DO NOTHING)";

// Longer than any run takes: a node that hangs keeps its job no longer than this.
constexpr auto take_job_sql = R"(
  UPDATE job SET holder = $2, lease_until = $3::timestamptz + interval '10 minutes', last_started = $3
  WHERE name = (
      SELECT name FROM job
      WHERE name = ANY($1::text[]) AND next_at <= $3
        AND (holder IS NULL OR holder = $2 OR lease_until <= $3 OR NOT EXISTS (
            SELECT FROM node n WHERE n.incarnation = holder AND n.state IN ('joining', 'up', 'leaving')
              AND n.lease_until > clock_timestamp()))
      ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING name)";

constexpr auto end_job_sql = R"(
  UPDATE job SET holder = NULL, lease_until = NULL, last_ended = $3, next_at = $4, last_error = left($5, 1000)
  WHERE name = $1 AND holder = $2)";

const std::string& all_jobs_sql() {
  static const auto sql = "SELECT name, holder IS NOT NULL AS is_running, last_error, " +
                          instant_expression("next_at") + " AS next_at, " + instant_expression("last_started") +
                          " AS last_started, " + instant_expression("last_ended") +
                          " AS last_ended FROM job ORDER BY name";
  return sql;
}

std::optional<domain::instant> instant_in(const pqxx::field& value) {
  if (value.is_null()) return {};
  return instant_of(value);
}

job_row row_of(const pqxx::row& row) {
  job_row out;
  out.name = text_of(row["name"]);
  out.next_at = instant_of(row["next_at"]);
  out.is_running = row["is_running"].as<bool>();
  out.last_started = instant_in(row["last_started"]);
  out.last_ended = instant_in(row["last_ended"]);
  if (!row["last_error"].is_null()) out.last_error = text_of(row["last_error"]);
  return out;
}

}  // namespace

void job_table::add(std::span<const std::string> names, domain::instant first_at) {
  database_.write([&](transaction& t) { t.execute(add_jobs_sql, {array_literal(names), first_at}); });
}

std::optional<std::string> job_table::take(std::span<const std::string> names, const domain::uuid& holder,
                                           domain::instant now) {
  return database_.write([&](transaction& t) -> std::optional<std::string> {
    const auto taken = t.query(take_job_sql, {array_literal(names), holder, now});
    if (taken.empty()) return {};
    return text_of(taken[0][0]);
  });
}

void job_table::end(const std::string& name, const domain::uuid& holder, domain::instant now, domain::instant next_at,
                    std::optional<std::string> error) {
  database_.write([&](transaction& t) { t.execute(end_job_sql, {name, holder, now, next_at, error}); });
}

std::vector<job_row> job_table::all() {
  std::vector<job_row> out;
  for (const auto& row : database_.query(all_jobs_sql())) out.push_back(row_of(row));
  return out;
}

}  // namespace homigo::postgres
