#include "app/platform_metrics.hpp"

#include "http/pipeline/worker_pool.hpp"
#include "http/server/listener.hpp"
#include "metrics/registry.hpp"
#include "persistence/postgres/client/connection_pool.hpp"

namespace homigo::app {

void add_build_info(metrics::registry& metrics) {
  metrics
      .gauge("homigo_build_info", "What is running; the value is 1",
             {{"version", HOMIGO_VERSION}, {"compiler", __VERSION__}})
      .Set(1);
}

void add_edge_metrics(metrics::registry& metrics, const http::listener& open, const http::listener& inner,
                      const http::worker_pool& workers) {
  metrics.read_gauge("homigo_http_connections", "Open connections, WebSockets included", {},
                     [&] { return static_cast<double>(open.connections() + inner.connections()); });
  metrics.read_gauge("homigo_worker_queue_delay_seconds", "Age of the oldest job that waits", {},
                     [&] { return std::chrono::duration<double>{workers.queue_delay()}.count(); });
}

void add_pool_metrics(metrics::registry& metrics, const postgres::connection_pool& pool) {
  const auto add = [&](const char* state, auto postgres::connection_pool::figures::*count) {
    metrics.read_gauge("homigo_database_connections", "Connections of the pool by state; waiting are threads",
                       {{"state", state}}, [&pool, count] { return static_cast<double>(pool.usage().*count); });
  };
  using usage = postgres::connection_pool::figures;
  add("idle", &usage::idle);
  add("borrowed", &usage::borrowed);
  add("waiting", &usage::waiting);
  add("limit", &usage::size);
}

}  // namespace homigo::app
