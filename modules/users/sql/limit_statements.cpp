#include "modules/users/sql/limit_statements.hpp"

#include <algorithm>
#include <pqxx/result>
#include <pqxx/row>

#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

using domain::attempt_counter;
using persistence::attempt_limit;

/// Makes the counter where there is none, and locks it. No pause is as long as the day that a new one pretends to be
/// old.
const std::string lock_sql = R"(
  INSERT INTO sign_in_limits AS l (subject, window_started_at, taken, last_at)
  VALUES ($1, $2, 0, $2::timestamptz - interval '1 day')
  ON CONFLICT (subject) DO UPDATE SET taken = l.taken
  RETURNING )" + instant_expression("l.window_started_at") +
                             ", l.taken, " + instant_expression("l.last_at");

const std::string look_sql = "SELECT " + instant_expression("window_started_at") + ", taken, " +
                             instant_expression("last_at") + " FROM sign_in_limits WHERE subject = $1";

attempt_counter read_counter(const pqxx::row& row) {
  return {instant_of(row[0]), row[1].as<std::int32_t>(), instant_of(row[2])};
}

void write_counter(transaction& t, const domain::bytes& subject, const attempt_counter& counter) {
  t.execute("UPDATE sign_in_limits SET window_started_at = $2, taken = $3, last_at = $4 WHERE subject = $1",
            {subject, counter.window_started_at, counter.taken, counter.last_at});
}

std::chrono::seconds whole(std::chrono::milliseconds wait) { return std::chrono::ceil<std::chrono::seconds>(wait); }

}  // namespace

std::optional<std::chrono::seconds> take(transaction& t, std::vector<attempt_limit> limits, domain::instant now) {
  std::ranges::sort(limits, {}, &attempt_limit::subject);
  std::vector<attempt_counter> counters;
  std::chrono::milliseconds longest{0};
  for (const auto& limit : limits) {
    counters.push_back(domain::seen_at(read_counter(t.query(lock_sql, {limit.subject, now})[0]), limit.rule, now));
    longest = std::max(longest, domain::waiting_time(counters.back(), limit.rule, now));
  }
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (longest.count() == 0) ++counters[i].taken, counters[i].last_at = now;
    // Written when refused too: what a clock that was ahead has left must not stay.
    write_counter(t, limits[i].subject, counters[i]);
  }
  return longest.count() > 0 ? std::optional{whole(longest)} : std::nullopt;
}

std::optional<std::chrono::seconds> waiting_time(transaction& t, const attempt_limit& limit, domain::instant now) {
  const auto found = t.query(look_sql, {limit.subject});
  if (found.empty()) return std::nullopt;
  const auto counter = read_counter(found[0]);
  const auto seen = domain::seen_at(counter, limit.rule, now);
  // Who is refused comes back to this look alone: it has to set right what a clock that was ahead has written.
  if (counter.window_started_at > now || counter.last_at > now) write_counter(t, limit.subject, seen);
  const auto wait = domain::waiting_time(seen, limit.rule, now);
  return wait.count() > 0 ? std::optional{whole(wait)} : std::nullopt;
}

}  // namespace homigo::postgres
