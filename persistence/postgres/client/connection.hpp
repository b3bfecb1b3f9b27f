// The one place that opens connections to PostgreSQL, with the time-outs and the behaviour all of them need.
#pragma once

#include <chrono>
#include <memory>
#include <pqxx/connection>
#include <string>

namespace homigo::postgres {

struct connection_options {
  /// libpq's connection string or URI.
  std::string conninfo;
  /// Shown in pg_stat_activity.
  std::string application_name = "homigo";
  /// A statement that runs longer is cancelled (SQLSTATE 57014); zero = never, for migrations.
  std::chrono::milliseconds statement_timeout{5000};
  /// A statement that waits longer for one lock is given up (SQLSTATE 55P03); zero = as long as it may run.
  std::chrono::milliseconds lock_timeout{0};
  /// One plan of a statement for all parameters: right for look-ups by key, which nearly all statements are.
  bool generic_plans = false;
};

/// Connects within two seconds or throws domain::unavailable{database_unavailable}. The connection does not reconnect
/// by itself: libpqxx would lose the session's state without a word.
std::unique_ptr<pqxx::connection> open_connection(const connection_options& options);

}  // namespace homigo::postgres
