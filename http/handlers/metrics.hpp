// GET /metrics: the node in figures for Prometheus; no label ever names an entity or a person.
#pragma once

#include <functional>

#include "actors/ops_report.hpp"

namespace homigo::http {

class edge_metrics;
class router;

/// What is given must outlive the routes.
void add_metrics_route(router& routes, const edge_metrics& edge, std::function<actors::ops_report()> actors);

}  // namespace homigo::http
