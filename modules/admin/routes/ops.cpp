#include "modules/admin/routes/ops.hpp"

#include "domain/kernel/descriptor_table.hpp"
#include "domain/kernel/thread.hpp"
#include "http/routing/router.hpp"

namespace homigo::http {

struct health {
  std::string status = "ok";
};
HOMIGO_DESCRIBED(health, status)
HOMIGO_TABLE(health)

/// Who comes with a browser or with curl shall find the way.
struct about {
  std::string name = "Homigo";
  std::string description = "Rooms and flats find their tenants: listings, requirements, swipes, matches, chat.";
  std::string api = "/api/v1";
  std::string openapi = "/api/v1/openapi.json";
  std::string websocket = "/api/v1/ws";
  std::string health = "/healthz";
  std::string readiness = "/readyz";
};
HOMIGO_DESCRIBED(about, name, description, api, openapi, websocket, health, readiness)
HOMIGO_TABLE(about)
HOMIGO_TABLE(job_state)
HOMIGO_TABLE(jobs_report)
HOMIGO_TABLE(thread_figures)
HOMIGO_TABLE(threads_report)

void add_about_route(router& routes) {
  routes.get("/")
      .at_root()
      .anonymous()
      .shed(load_class::essential)
      .summary("What this is, and where its description is")
      .answers<about>()
      .run([](call&) -> domain::result<about> { return about{}; });
}

void add_health_routes(router& routes, std::function<domain::result<void>()> ready) {
  routes.get("/healthz")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .summary("The process lives")
      .answers<health>()
      .from_memory([](call&) { return std::optional{domain::result<health>{health{}}}; })
      .run([](call&) -> domain::result<health> { return health{}; });
  routes.get("/readyz")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .summary("The node can serve")
      .answers<health>()
      .run([ready = std::move(ready)](call&) -> domain::result<health> {
        if (auto can = ready(); !can) return can.error();
        return health{};
      });
}

void add_ops_routes(router& routes, std::function<actors::ops_report()> actors, std::function<jobs_report()> jobs) {
  routes.get("/ops/actors")
      .operators_with(domain::operator_permission::operations)
      .shed(load_class::essential)
      .summary("The actors of this node in figures")
      .answers<actors::ops_report>()
      .run([report = std::move(actors)](call&) -> domain::result<actors::ops_report> { return report(); });
  routes.get("/ops/jobs")
      .operators_with(domain::operator_permission::operations)
      .shed(load_class::essential)
      .summary("The periodic work of the cluster: when each job ran, and how it ended")
      .answers<jobs_report>()
      .run([report = std::move(jobs)](call&) -> domain::result<jobs_report> { return report(); });
  routes.get("/ops/threads")
      .operators_with(domain::operator_permission::operations)
      .shed(load_class::essential)
      .summary("The threads of this node, by what they do")
      .answers<threads_report>()
      .run([](call&) -> domain::result<threads_report> {
        threads_report report;
        for (const auto& [name, count] : domain::running_threads()) report.items.push_back({name, count});
        return report;
      });
}

}  // namespace homigo::http
