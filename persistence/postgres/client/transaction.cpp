#include "persistence/postgres/client/transaction.hpp"

#include <pqxx/connection>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <pqxx/transaction>
#include <span>
#include <vector>

#include "domain/kernel/errors/unavailable.hpp"
#include "domain/kernel/threads/work_deadline.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/client/reply_deadline.hpp"
#include "persistence/postgres/client/statement_names.hpp"

namespace homigo::postgres {
namespace {

using domain::errc;
using domain::unavailable;

constexpr int attempts_on_conflict = 5;

/// Thrown inside this file: the connection died before the commit was sent, so that nothing happened.
struct connection_lost : std::runtime_error {
  using std::runtime_error::runtime_error;
};

bool is_server_trouble(const std::string& sqlstate) {
  // 08 connection, 53 resources, 57P shutdown and crash.
  return sqlstate.starts_with("08") || sqlstate.starts_with("53") || sqlstate.starts_with("57P");
}

bool is_conflict(const std::string& sqlstate) { return sqlstate == "40001" || sqlstate == "40P01"; }

template <class Transaction>
void perform(connection_pool::lease& lease, domain::function_ref<void(transaction&)> work) {
  auto& connection = *lease;
  std::optional<reply_deadline> limit{std::in_place, connection.sock()};
  Transaction real{connection};  // says BEGIN
  limit.reset();
  try {
    transaction shown{real, lease.prepared()};
    work(shown);
  } catch (...) {
    limit.emplace(connection.sock());  // outlives `real`, which says ROLLBACK
    throw;
  }
  limit.emplace(connection.sock());
  real.commit();
}

text_values texts_of(std::span<const parameter> parameters) {
  text_values texts;
  texts.reserve(parameters.size());
  for (const auto& p : parameters) texts.push_back(p.text());
  return texts;
}

}  // namespace

pqxx::result transaction::query(const std::string& sql, std::initializer_list<parameter> parameters) {
  const auto texts = texts_of(parameters);
  const auto name = prepared_ ? statement_name(sql) : std::nullopt;
  const reply_deadline limit{base_.conn().sock()};
  if (!name) return postgres::run(base_, sql, texts);
  if (!prepared_->contains(*name)) {
    base_.conn().prepare(*name, sql);
    prepared_->insert(*name);
  }
  return run_prepared(base_, *name, texts);
}

std::size_t transaction::execute(const std::string& sql, std::initializer_list<parameter> parameters) {
  return query(sql, parameters).affected_rows();
}

void transaction::plan_for_parameters() {
  const reply_deadline limit{base_.conn().sock()};
  base_.exec("SET LOCAL plan_cache_mode = force_custom_plan");
}

void transaction::copy(const std::string& table, const std::vector<std::string>& columns,
                       const std::vector<std::vector<parameter>>& rows) {
  std::vector<text_values> texts;
  texts.reserve(rows.size());
  for (const auto& row : rows) texts.push_back(texts_of(row));
  copy_rows(base_, table, columns, texts);
}

pqxx::result database::query(const std::string& sql, std::initializer_list<parameter> parameters) {
  pqxx::result found;
  run(mode::statement, [&](transaction& t) { found = t.query(sql, parameters); });
  return found;
}

void database::run_once(mode how, domain::function_ref<void(transaction&)> work) {
  auto lease = pool_.acquire();
  try {
    switch (how) {
      case mode::statement:
        perform<pqxx::nontransaction>(lease, work);
        break;
      case mode::read:
        perform<pqxx::transaction<pqxx::repeatable_read, read_only>>(lease, work);
        break;
      case mode::write:
        perform<pqxx::transaction<pqxx::read_committed>>(lease, work);
        break;
    }
  } catch (const pqxx::in_doubt_error& e) {
    lease.discard();
    if (how != mode::write) throw connection_lost{e.what()};
    throw unavailable{errc::outcome_unknown, e.what()};
  } catch (const pqxx::broken_connection& e) {
    lease.discard();
    throw connection_lost{e.what()};
  } catch (const pqxx::statement_completion_unknown& e) {
    if (how != mode::write) throw connection_lost{e.what()};
    throw unavailable{errc::outcome_unknown, e.what()};
  } catch (const pqxx::sql_error& e) {
    const bool lost = !(*lease).is_open();
    if (lost) lease.discard();
    if (lost || is_server_trouble(e.sqlstate())) throw connection_lost{e.what()};
    // statement_timeout, lock_timeout: rolled back
    if (e.sqlstate() == "57014" || e.sqlstate() == "55P03") throw unavailable{errc::overloaded, e.what()};
    throw;
  }
}

/// Who has waited for an answer in vain will hardly get one by asking again.
bool database::is_worth_another_try(std::chrono::steady_clock::time_point began) const {
  const auto time = pool_.statement_timeout();
  const bool was_silent = time.count() != 0 && std::chrono::steady_clock::now() - began >= time;
  return !was_silent && !domain::work_deadline::has_passed();
}

void database::run(mode how, domain::function_ref<void(transaction&)> work) {
  const auto began = std::chrono::steady_clock::now();
  bool reconnected = false;
  for (int attempt = 1;; ++attempt) {
    try {
      return run_once(how, work);
    } catch (const connection_lost& e) {
      if (reconnected || !is_worth_another_try(began)) throw unavailable{errc::database_unavailable, e.what()};
      reconnected = true;
    } catch (const pqxx::transaction_rollback& e) {
      if (attempt == attempts_on_conflict) throw unavailable{errc::overloaded, e.what()};
    } catch (const pqxx::sql_error& e) {
      if (!is_conflict(e.sqlstate())) throw;
      if (attempt == attempts_on_conflict) throw unavailable{errc::overloaded, e.what()};
    }
  }
}

}  // namespace homigo::postgres
