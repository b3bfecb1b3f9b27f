// For operators and load balancers: does the process live, can it serve, how are its actors.
#pragma once

#include <functional>

#include "actors/runtime/ops_report.hpp"
#include "domain/kernel/errc.hpp"

namespace homigo::http {

class router;

struct ops_sources {
  /// Nothing is wrong, or why the node cannot serve.
  std::function<domain::result<void>()> ready;
  std::function<actors::ops_report()> actors;
};

void add_about_route(router& routes);
void add_health_routes(router& routes, std::function<domain::result<void>()> ready);
void add_ops_routes(router& routes, std::function<actors::ops_report()> actors);

}  // namespace homigo::http
