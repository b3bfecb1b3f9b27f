#include "persistence/postgres/limit_statements.hpp"

#include <algorithm>
#include <pqxx/result>
#include <pqxx/row>

#include "persistence/postgres/transaction.hpp"

namespace homigo::postgres {
namespace {

using persistence::attempt_limit;

constexpr auto take_sql = R"(
  INSERT INTO sign_in_limits AS l (subject, window_started_at, taken, last_at) VALUES ($1, $2, 1, $2)
  ON CONFLICT (subject) DO UPDATE SET
    window_started_at = CASE WHEN l.window_started_at <= $2::timestamptz - make_interval(secs => $3)
                             THEN excluded.window_started_at ELSE l.window_started_at END,
    taken = CASE WHEN l.window_started_at <= $2::timestamptz - make_interval(secs => $3) THEN 1 ELSE l.taken + 1 END,
    last_at = excluded.last_at
  WHERE (l.taken < $4 OR l.window_started_at <= $2::timestamptz - make_interval(secs => $3))
    AND l.last_at <= $2::timestamptz - make_interval(secs => $5))";

constexpr auto waiting_sql = R"(
  SELECT ceil(extract(epoch FROM greatest(
           CASE WHEN taken >= $4 THEN window_started_at + make_interval(secs => $3) END,
           last_at + make_interval(secs => $5)) - $2::timestamptz))::integer
  FROM sign_in_limits WHERE subject = $1)";

std::chrono::seconds wait_of(const pqxx::result& found) {
  if (found.empty() || found[0][0].is_null()) return std::chrono::seconds{0};
  return std::chrono::seconds{found[0][0].as<int>()};
}

pqxx::result run(transaction& t, const char* sql, const attempt_limit& limit, domain::instant now) {
  return t.query(sql, {limit.subject, now, limit.window.count(), limit.allowed, limit.pause.count()});
}

}  // namespace

std::optional<std::chrono::seconds> take(transaction& t, std::vector<attempt_limit> limits, domain::instant now) {
  std::ranges::sort(limits, {}, &attempt_limit::subject);
  for (const auto& limit : limits)
    if (run(t, take_sql, limit, now).affected_rows() == 0)
      return std::max(wait_of(run(t, waiting_sql, limit, now)), std::chrono::seconds{1});
  return std::nullopt;
}

std::optional<std::chrono::seconds> waiting_time(transaction& t, const attempt_limit& limit, domain::instant now) {
  const auto wait = wait_of(run(t, waiting_sql, limit, now));
  return wait.count() > 0 ? std::optional{wait} : std::nullopt;
}

}  // namespace homigo::postgres
