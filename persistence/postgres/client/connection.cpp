#include "persistence/postgres/client/connection.hpp"

#include <pqxx/except>
#include <pqxx/nontransaction>

#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/client/conninfo.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/client/reply_deadline.hpp"

namespace homigo::postgres {
namespace {

/// In one go, which costs a new connection one answer to wait for.
std::string session_settings(const connection_options& options) {
  const auto timeout = std::to_string(options.statement_timeout.count());
  std::string sql = "SET statement_timeout = " + timeout + "; SET idle_in_transaction_session_timeout = " + timeout;
  if (options.lock_timeout > std::chrono::milliseconds::zero())
    sql += "; SET lock_timeout = " + std::to_string(options.lock_timeout.count());
  // Statements here run for milliseconds; compiling one of the score takes seconds.
  sql += "; SET timezone = 'UTC'; SET jit = off";
  if (options.generic_plans) sql += "; SET plan_cache_mode = force_generic_plan";
  return sql;
}

}  // namespace

std::unique_ptr<pqxx::connection> open_connection(const connection_options& options) {
  try {
    auto connection = std::make_unique<pqxx::connection>(complete_conninfo(options.conninfo, options.application_name));
    stop_reconnecting(*connection);
    wait_for_replies(connection->sock(), options.statement_timeout);
    const reply_deadline limit{connection->sock()};
    pqxx::nontransaction{*connection}.exec(session_settings(options));
    return connection;
  } catch (const pqxx::broken_connection& e) {
    throw domain::unavailable{domain::errc::database_unavailable, connection_fault(options.conninfo, e.what())};
  } catch (const pqxx::sql_error& e) {
    throw domain::unavailable{domain::errc::database_unavailable, connection_fault(options.conninfo, e.what())};
  }
}

}  // namespace homigo::postgres
