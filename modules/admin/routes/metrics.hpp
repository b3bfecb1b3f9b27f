// GET /metrics: the node in figures for Prometheus; no label ever names an entity or a person.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "actors/runtime/ops_report.hpp"

namespace homigo::actors {
class actor_stats;
}

namespace homigo::http {

class edge_metrics;
class router;

/// Figures that are read when they are asked for; a room that http may not look into is asked through a function.
struct metrics_sources {
  struct pool_figures {
    std::size_t size = 0;
    std::size_t idle = 0;
    std::size_t borrowed = 0;
    std::size_t waiting = 0;
  };
  struct socket_figures {
    std::size_t connections = 0;  // WebSockets included
    std::size_t websockets = 0;
  };
  struct payment_figures {
    std::uint64_t succeeded = 0;
    std::uint64_t failed = 0;
  };
  std::string version;
  const edge_metrics& edge;
  const actors::actor_stats& stats;
  std::function<actors::ops_report()> actors;
  std::function<pool_figures()> database_pool;
  std::function<socket_figures()> sockets;
  std::function<payment_figures()> payments;
  std::function<std::uint64_t()> password_hashes;
  std::function<double()> worker_delay_s;  // age of the oldest job that waits for a worker
};

/// What is given must outlive the routes.
void add_metrics_route(router& routes, metrics_sources sources);

}  // namespace homigo::http
