// GET /metrics: the node in figures for Prometheus; no label ever names an entity or a person.
#pragma once

#include <functional>
#include <vector>

#include "platform/metric_family.hpp"

namespace homigo::http {

class router;

/// `figures` are read at each request, and must outlive the routes.
void add_metrics_route(router& routes, const std::vector<std::function<platform::metric_families()>>& figures);

}  // namespace homigo::http
