// GET /metrics: the node in figures for Prometheus.
#pragma once

namespace homigo::metrics {
class registry;
}

namespace homigo::http {

class router;

/// `counted` must outlive the routes.
void add_metrics_route(router& routes, const metrics::registry& counted);

}  // namespace homigo::http
