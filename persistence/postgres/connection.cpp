#include "persistence/postgres/connection.hpp"

#include <pqxx/except>

#include "domain/unavailable.hpp"
#include "persistence/postgres/reply_deadline.hpp"

namespace homigo::postgres {
namespace {

/// libpq takes the last of two equal keys only from a key=value string, so a URI is put into one as `dbname`.
std::string quoted(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

void stop_reconnecting(pqxx::connection& connection) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
}

}  // namespace

std::string complete_conninfo(const connection_options& options) {
  const bool is_uri = options.conninfo.starts_with("postgres://") || options.conninfo.starts_with("postgresql://");
  std::string all = is_uri ? "dbname=" + quoted(options.conninfo) : options.conninfo;
  // A dead peer is noticed after 5 s of silence and three unanswered probes, or 10 s of unacknowledged data.
  all +=
      " connect_timeout=2 keepalives=1 keepalives_idle=5 keepalives_interval=2 keepalives_count=3 "
      "tcp_user_timeout=10000";
  all += " application_name=" + quoted(options.application_name);
  return all;
}

std::unique_ptr<pqxx::connection> open_connection(const connection_options& options) {
  try {
    auto connection = std::make_unique<pqxx::connection>(complete_conninfo(options));
    stop_reconnecting(*connection);
    wait_for_replies(connection->sock(), options.statement_timeout);
    const auto timeout = std::to_string(options.statement_timeout.count());
    connection->set_variable("statement_timeout", timeout);
    connection->set_variable("idle_in_transaction_session_timeout", timeout);
    connection->set_variable("timezone", "'UTC'");
    // Statements here run for milliseconds; compiling one of the score takes seconds.
    connection->set_variable("jit", "off");
    if (options.generic_plans) connection->set_variable("plan_cache_mode", "force_generic_plan");
    return connection;
  } catch (const pqxx::broken_connection& e) {
    throw domain::unavailable{domain::errc::database_unavailable, e.what()};
  } catch (const pqxx::sql_error& e) {
    throw domain::unavailable{domain::errc::database_unavailable, e.what()};
  }
}

}  // namespace homigo::postgres
