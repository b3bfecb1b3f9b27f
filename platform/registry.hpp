// What modules add to a node: routes, work that comes round, and what must be true before it serves.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "domain/kernel/errors/errc.hpp"

namespace homigo::http {
class router;
}

namespace homigo::platform {

/// How long work that is under way when the node is to stop may still wait for PostgreSQL.
inline constexpr std::chrono::seconds time_to_end{1};

/// Work of this node alone, done by platform::node_timers: first after one pace, then again one pace after each end.
struct periodic_work {
  std::string name;
  std::chrono::milliseconds pace;
  std::function<void()> run;
};

/// Work of the cluster: on one node at a time, `pace` after its last end, at once when it was due during a downtime.
/// Bounded in time, and bears to be run twice. Like periodic work it is given up a second after the node's stop has
/// been asked for, where it waits for PostgreSQL; what computes for long without it looks at domain::work_deadline.
struct job {
  std::string name;
  std::chrono::milliseconds pace;
  std::function<void()> run;
};

/// Something that goes on as long as the node serves, on a thread of its own. Returns soon after its stop has been
/// asked for, whatever it waits for.
struct running_part {
  std::string name;
  std::function<void(const std::stop_token&)> run;
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
