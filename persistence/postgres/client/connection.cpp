#include "persistence/postgres/client/connection.hpp"

#include <pqxx/except>

#include "domain/kernel/unavailable.hpp"
#include "persistence/postgres/client/conninfo.hpp"
#include "persistence/postgres/client/reply_deadline.hpp"

namespace homigo::postgres {
namespace {

void stop_reconnecting(pqxx::connection& connection) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
}

}  // namespace

std::unique_ptr<pqxx::connection> open_connection(const connection_options& options) {
  try {
    auto connection = std::make_unique<pqxx::connection>(complete_conninfo(options.conninfo, options.application_name));
    stop_reconnecting(*connection);
    wait_for_replies(connection->sock(), options.statement_timeout);
    const reply_deadline limit{connection->sock()};
    const auto timeout = std::to_string(options.statement_timeout.count());
    connection->set_variable("statement_timeout", timeout);
    connection->set_variable("idle_in_transaction_session_timeout", timeout);
    if (options.lock_timeout > std::chrono::milliseconds::zero())
      connection->set_variable("lock_timeout", std::to_string(options.lock_timeout.count()));
    connection->set_variable("timezone", "'UTC'");
    // Statements here run for milliseconds; compiling one of the score takes seconds.
    connection->set_variable("jit", "off");
    if (options.generic_plans) connection->set_variable("plan_cache_mode", "force_generic_plan");
    return connection;
  } catch (const pqxx::broken_connection& e) {
    throw domain::unavailable{domain::errc::database_unavailable, connection_fault(options.conninfo, e.what())};
  } catch (const pqxx::sql_error& e) {
    throw domain::unavailable{domain::errc::database_unavailable, connection_fault(options.conninfo, e.what())};
  }
}

}  // namespace homigo::postgres
