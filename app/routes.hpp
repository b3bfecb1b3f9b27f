// The table of all addresses that this release serves.
#pragma once

#include "modules/admin/routes/metrics.hpp"
#include "modules/admin/routes/ops.hpp"
#include "modules/postings/routes/write_services.hpp"

namespace homigo::http {
class router;
class ws_hub;
}  // namespace homigo::http

namespace homigo::app {

struct services;
struct world;
struct configuration;

/// What is open to the world, and what is for those who run the node: they may be the same.
struct route_tables {
  http::router& open;
  http::router& inner;
};

/// Registers and seals. Handlers refer to what they are given: it outlives the tables.
void add_all_routes(route_tables tables, const configuration& settings, world& real, services& use_cases,
                    http::write_services writes, http::ws_hub& sockets, http::ops_sources ops,
                    http::metrics_sources metrics,
                    std::function<void(const std::vector<domain::uuid>& listings)> pairs_ending);

}  // namespace homigo::app
