// What the platform's parts are doing at the time: connections, the queue of the workers, the database's pool.
#pragma once

namespace homigo::http {
class listener;
class worker_pool;
}  // namespace homigo::http
namespace homigo::metrics {
class registry;
}
namespace homigo::postgres {
class connection_pool;
}

namespace homigo::app {

/// All that is given must outlive the registry's last reader.
void add_build_info(metrics::registry& metrics);
void add_edge_metrics(metrics::registry& metrics, const http::listener& open, const http::listener& inner,
                      const http::worker_pool& workers);
void add_pool_metrics(metrics::registry& metrics, const postgres::connection_pool& pool);

}  // namespace homigo::app
