#include "modules/users/sign_in/attempt_limits.hpp"

#include <algorithm>

#include "modules/users/sql/limit_statements.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

std::optional<std::chrono::seconds> attempt_limits::retry_after(const std::vector<attempt_limit>& limits,
                                                                domain::instant now) {
  return database{pool_}.write([&](transaction& t) {
    std::optional<std::chrono::seconds> longest;
    for (const auto& limit : limits) longest = std::max(longest, waiting_time(t, limit, now));
    return longest;
  });
}

void attempt_limits::count(const std::vector<attempt_limit>& limits, domain::instant now) {
  // An exhausted counter refuses to be taken from: it stays exhausted, which is what counting is for. Each by itself,
  // so that one that is exhausted does not keep the others from counting.
  database{pool_}.write([&](transaction& t) {
    auto sorted = limits;
    std::ranges::sort(sorted, {}, &attempt_limit::subject);
    for (const auto& limit : sorted) take(t, {limit}, now);
  });
}

void attempt_limits::clear(const std::vector<domain::bytes>& subjects) {
  database{pool_}.write([&](transaction& t) {
    auto sorted = subjects;
    std::ranges::sort(sorted);
    for (const auto& subject : sorted) t.execute("DELETE FROM sign_in_limits WHERE subject = $1", {subject});
  });
}

void attempt_limits::erase_untouched_since(domain::instant past) {
  database{pool_}.write([&](transaction& t) { t.execute("DELETE FROM sign_in_limits WHERE last_at < $1", {past}); });
}

}  // namespace homigo::persistence
