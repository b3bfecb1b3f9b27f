// The table of all addresses that this release serves.
#pragma once

#include "http/handlers/metrics.hpp"
#include "http/handlers/ops.hpp"
#include "http/handlers/write_services.hpp"

namespace homigo::http {
class router;
class ws_hub;
}  // namespace homigo::http

namespace homigo::app {

struct services;
struct world;
struct configuration;

/// Registers and seals. Handlers refer to what they are given: it outlives the table.
void add_all_routes(http::router& routes, const configuration& settings, world& real, services& use_cases,
                    http::write_services writes, http::ws_hub& sockets, http::ops_sources ops,
                    http::metrics_sources metrics,
                    std::function<void(const std::vector<domain::uuid>& listings)> pairs_ending);

}  // namespace homigo::app
