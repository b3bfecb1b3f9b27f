// For operators and load balancers: does the process live, can it serve, how are its actors.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "actors/runtime/ops_report.hpp"
#include "domain/kernel/described/described.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::http {

class router;

/// GET /api/v1/ops/jobs: the cluster's periodic work.
struct job_state {
  std::string name;
  bool is_running = false;
  domain::instant next_at{};
  std::optional<domain::instant> last_started;
  std::optional<domain::instant> last_ended;
  /// Of the last run; what it says is for operators.
  std::optional<std::string> last_error;
};
HOMIGO_DESCRIBED(job_state, name, is_running, next_at, last_started, last_ended, last_error)

/// GET /api/v1/ops/threads: the threads of this node, by what they do.
struct thread_figures {
  std::string name;
  std::int32_t count = 0;
};
HOMIGO_DESCRIBED(thread_figures, name, count)

struct threads_report {
  std::vector<thread_figures> items;
};
HOMIGO_DESCRIBED(threads_report, items)

struct jobs_report {
  std::vector<job_state> items;
};
HOMIGO_DESCRIBED(jobs_report, items)

void add_about_route(router& routes);
void add_health_routes(router& routes, std::function<domain::result<void>()> ready);
void add_ops_routes(router& routes, std::function<actors::ops_report()> actors, std::function<jobs_report()> jobs);

}  // namespace homigo::http
