#include "persistence/postgres/edge/idempotency_store.hpp"

#include <mutex>
#include <pqxx/row>
#include <set>
#include <string>

#include "domain/kernel/errors/unavailable.hpp"
#include "domain/kernel/threads/work_deadline.hpp"
#include "persistence/postgres/client/field_values.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {
namespace {

using domain::idempotency_ticket;
using ticket_state = idempotency_ticket::state;

constexpr auto insert_sql = R"(
  INSERT INTO idempotency (user_id, route, key, request_hash, started_at, owner, reserved_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING)";

constexpr auto find_sql = R"(
  SELECT request_hash, status, response, content_type, headers, reserved_id, finished_at IS NOT NULL AS is_finished,
         started_at <= $4::timestamptz - interval '24 hours' AS is_expired,
         owner IS NULL OR started_at <= $4::timestamptz - interval '60 seconds'
           OR (owner <> $5 AND NOT EXISTS (SELECT FROM node n WHERE n.incarnation = owner
                 AND n.state IN ('joining', 'up', 'leaving') AND n.lease_until > clock_timestamp()))
           OR (owner = $5 AND $6) AS may_be_taken
  FROM idempotency WHERE user_id = $1 AND route = $2 AND key = $3)";

constexpr auto take_sql = R"(
  UPDATE idempotency SET request_hash = $4, started_at = $5, owner = $6, reserved_id = $7, status = NULL, response = NULL,
         content_type = NULL, headers = NULL, finished_at = NULL
  WHERE user_id = $1 AND route = $2 AND key = $3)";

struct begin_request {
  const domain::idempotency_scope& scope;
  domain::bytes hash;
  domain::instant now;
  domain::uuid owner;
  domain::uuid fresh_id;
};

/// To remember an answer that somebody waits for.
constexpr std::chrono::seconds time_to_end{2};

/// Beyond so many the 60 seconds do.
constexpr std::size_t most_orphans = 10'000;

idempotency_ticket take(transaction& t, const begin_request& r, const domain::uuid& reserved_id) {
  t.execute(take_sql, {r.scope.user_id, r.scope.route, r.scope.key, r.hash, r.now, r.owner, reserved_id});
  return {ticket_state::started, {}, reserved_id};
}

/// A line each: no value of ours holds a line's end.
std::string lines_of(const domain::stored_answer& answer) {
  std::string lines;
  for (const auto& [name, value] : answer.headers) lines.append(name).append(": ").append(value).append("\n");
  return lines;
}

domain::stored_answer stored_answer_of(const pqxx::row& row) {
  domain::stored_answer answer{
      row["status"].as<unsigned>(), text_of(row["response"]), text_of(row["content_type"]), {}};
  const auto lines = text_of(row["headers"]);
  for (std::size_t begin = 0, end = 0; (end = lines.find('\n', begin)) != lines.npos; begin = end + 1) {
    const auto colon = lines.find(": ", begin);
    answer.headers.emplace_back(lines.substr(begin, colon - begin), lines.substr(colon + 2, end - colon - 2));
  }
  return answer;
}

/// Nothing when the request is to be started.
std::optional<idempotency_ticket> known(const begin_request& r, const pqxx::row& row) {
  if (row["is_expired"].as<bool>()) return std::nullopt;
  if (bytes_of(row["request_hash"]) != r.hash) return idempotency_ticket{ticket_state::key_reused};
  if (row["is_finished"].as<bool>()) return idempotency_ticket{ticket_state::replay, stored_answer_of(row)};
  if (!row["may_be_taken"].as<bool>()) return idempotency_ticket{ticket_state::in_progress};
  return std::nullopt;
}

idempotency_ticket meet(transaction& t, const begin_request& r, const pqxx::row& row) {
  if (auto ticket = known(r, row)) return *std::move(ticket);
  return take(t, r, row["is_expired"].as<bool>() ? r.fresh_id : uuid_of(row["reserved_id"]));
}

class stored_answers final : public domain::idempotency_store {
public:
  stored_answers(connection_pool& pool, const domain::clock& clock, domain::id_source& ids, const domain::uuid& owner)
      : database_(pool), clock_(clock), ids_(ids), owner_(owner) {}

  idempotency_ticket begin(const domain::idempotency_scope& scope, const domain::request_hash& hash) override {
    const begin_request r{scope, {hash.begin(), hash.end()}, clock_.now(), owner_, ids_.next()};
    const bool is_orphan = adopt_orphan(scope);
    try {
      return database_.write([&](transaction& t) -> idempotency_ticket {
        if (t.execute(insert_sql, {scope.user_id, scope.route, scope.key, r.hash, r.now, owner_, r.fresh_id}) == 1)
          return {ticket_state::started, {}, r.fresh_id};
        const auto found = t.query(std::string{find_sql} + " FOR UPDATE",
                                   {scope.user_id, scope.route, scope.key, r.now, owner_, is_orphan});
        if (found.empty()) return {ticket_state::in_progress};  // it was just being erased: the client tries again
        return meet(t, r, found[0]);
      });
    } catch (const domain::unavailable& away) {
      // Only then a row may have been written that nobody works on.
      if (is_orphan || away.code == domain::errc::outcome_unknown) leave_orphan(scope);
      throw;
    }
  }

  std::optional<idempotency_ticket> look(const domain::idempotency_scope& scope,
                                         const domain::request_hash& hash) override {
    const begin_request r{scope, {hash.begin(), hash.end()}, clock_.now(), owner_, {}};
    const auto found = database_.query(find_sql, {scope.user_id, scope.route, scope.key, r.now, owner_, false});
    return found.empty() ? std::nullopt : known(r, found[0]);
  }

  void finish(const domain::idempotency_scope& scope, const domain::stored_answer& answer) override {
    end(scope, [&](transaction& t) {
      t.execute(R"(
        UPDATE idempotency SET status = $4, response = $5, content_type = $6, finished_at = $7, headers = $8, owner = NULL
        WHERE user_id = $1 AND route = $2 AND key = $3 AND finished_at IS NULL)",
                {scope.user_id, scope.route, scope.key, answer.status, answer.body, answer.content_type, clock_.now(),
                 lines_of(answer)});
    });
  }

  void abandon(const domain::idempotency_scope& scope) override {
    end(scope, [&](transaction& t) {
      t.execute("UPDATE idempotency SET owner = NULL WHERE user_id = $1 AND route = $2 AND key = $3 AND owner = $4",
                {scope.user_id, scope.route, scope.key, owner_});
    });
  }

private:
  static std::string name_of(const domain::idempotency_scope& scope) {
    return domain::to_string(scope.user_id) + ' ' + scope.route + ' ' + scope.key;
  }

  /// True for one caller only.
  [[nodiscard]] bool adopt_orphan(const domain::idempotency_scope& scope) {
    const std::lock_guard lock{mutex_};
    return orphans_.erase(name_of(scope)) > 0;
  }

  void leave_orphan(const domain::idempotency_scope& scope) {
    const std::lock_guard lock{mutex_};
    if (orphans_.size() < most_orphans) orphans_.insert(name_of(scope));
  }

  template <class Work>
  void end(const domain::idempotency_scope& scope, Work write) {
    const domain::work_deadline limit{std::chrono::steady_clock::now() + time_to_end};
    try {
      database_.write(write);
    } catch (...) {
      leave_orphan(scope);
      throw;
    }
  }

  database database_;
  const domain::clock& clock_;
  domain::id_source& ids_;
  const domain::uuid owner_;
  std::mutex mutex_;
  std::set<std::string> orphans_;  // names of begun requests whose end is not written
};

}  // namespace

std::unique_ptr<domain::idempotency_store> make_idempotency_store(connection_pool& pool, const domain::clock& clock,
                                                                  domain::id_source& ids, const domain::uuid& owner) {
  return std::make_unique<stored_answers>(pool, clock, ids, owner);
}

void erase_expired_answers(connection_pool& pool, domain::instant now) {
  database{pool}.write([&](transaction& t) {
    t.execute("DELETE FROM idempotency WHERE started_at <= $1::timestamptz - interval '24 hours'", {now});
  });
}

}  // namespace homigo::postgres
