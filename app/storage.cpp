#include "app/storage.hpp"

#include <algorithm>

namespace homigo::app {
namespace {

/// A request that meets a row which somebody else holds is answered 503 before its statement's time is over: workers
/// are few. Verbs without a limit for statements have none for locks.
std::chrono::milliseconds longest_lock_wait(const config::database_settings& settings) {
  constexpr std::int32_t longest_ms = 2000;
  return std::chrono::milliseconds{std::min(settings.statement_timeout_ms, longest_ms)};
}

postgres::connection_options connection_of(const config::database_settings& settings, const domain::uuid& incarnation) {
  return {settings.url, "homigo:" + domain::to_string(incarnation),
          std::chrono::milliseconds{settings.statement_timeout_ms}, longest_lock_wait(settings)};
}

postgres::pool_options pool_of(const postgres::connection_options& connection,
                               const config::database_settings& settings, std::size_t size) {
  return {connection, size, std::chrono::milliseconds{settings.acquire_deadline_ms}, settings.prepared_statements};
}

constexpr std::size_t ownership_connections = 2;  // one for each thread of the timers of ownership

}  // namespace

storage::storage(const config::database_settings& settings, const domain::uuid& incarnation)
    : connection(connection_of(settings, incarnation)),
      pool(pool_of(connection, settings, static_cast<std::size_t>(settings.pool_size))),
      ownership(pool_of(connection, settings, ownership_connections)) {}

}  // namespace homigo::app
