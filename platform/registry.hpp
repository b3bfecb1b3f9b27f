// What modules add to a node: routes, work that comes round, and what must be true before it serves.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "domain/kernel/errc.hpp"

namespace homigo::http {
class router;
}

namespace homigo::platform {

/// Work of this node alone, on a thread of its own, first after one pace, then again one pace after each end. What it
/// throws is logged.
struct periodic_work {
  std::string name;
  std::chrono::milliseconds pace;
  std::function<void()> run;
};

/// Work of the cluster: on one node at a time, `pace` after its last end, at once when it was due during a downtime.
/// Bounded in time, and bears to be run twice.
struct job {
  std::string name;
  std::chrono::milliseconds pace;
  std::function<void()> run;
};

/// Something with threads of its own. `stop` returns when they have ended, and may be called again.
struct running_part {
  std::function<void()> start;
  std::function<void()> stop;
};

/// Filled once, before the node starts; what is registered must live as long as the node.
struct registry {
  http::router& routes;
  /// For operators: the same router, or that of the port that only they reach.
  http::router& inner_routes;
  std::vector<periodic_work> work;
  std::vector<job> jobs;
  std::vector<running_part> parts;
  /// The first that fails is why the node cannot serve.
  std::vector<std::function<domain::result<void>()>> readiness;
};

}  // namespace homigo::platform
