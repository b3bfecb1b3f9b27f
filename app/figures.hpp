// What the platform itself counts, for GET /metrics: requests, connections, workers, the database's pool.
#pragma once

#include "platform/metric_family.hpp"

namespace homigo::http {
class edge_metrics;
}
namespace homigo::postgres {
class connection_pool;
}

namespace homigo::app {

platform::metric_families request_figures(const http::edge_metrics& edge);
platform::metric_families pool_figures(const postgres::connection_pool& pool);
platform::metric_families build_figures();

}  // namespace homigo::app
