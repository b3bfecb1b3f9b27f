#include "modules/admin/routes/ops.hpp"

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/threads/thread.hpp"
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
  std::string description =
      "Homes find tenants, and tenants find homes: listings, requirements, swipes, matches and chat.";
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
      .about("About this server", "Its name, and where to find the documentation.")
      .at_root()
      .anonymous()
      .shed(load_class::essential)
      .answers<about>()
      .run([](call&) -> domain::result<about> { return about{}; });
}

/// A probe's answer is of this moment: nobody keeps it.
static domain::result<health> told(call& c) {
  c.header("Cache-Control", "no-store");
  return health{};
}

void add_health_routes(router& routes, std::function<domain::result<void>()> ready) {
  routes.tag(
      {"Operation", "Health, readiness and figures of a node.", {"/healthz", "/readyz", "/metrics", "/api/v1/ops"}});
  routes.get("/healthz")
      .about("Check that the process is alive", "200 for as long as it is.")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .answers<health>()
      .from_memory([](call& c) { return std::optional{told(c)}; })
      .run(told);
  routes.get("/readyz")
      .about("Check that the node can serve requests",
             "503 while it starts, while the database is unavailable, and while it shuts down.")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .answers<health>()
      .run([ready = std::move(ready)](call& c) -> domain::result<health> {
        if (auto can = ready(); !can) return can.error();
        return told(c);
      });
}

void add_ops_routes(router& routes, std::function<actors::ops_report()> actors, std::function<jobs_report()> jobs) {
  routes.get("/ops/actors")
      .about("Get figures about actors", "Entities, commit lanes and the feed of this node.")
      .operators_with(domain::operator_permission::operations)
      .shed(load_class::essential)
      .answers<actors::ops_report>()
      .run([report = std::move(actors)](call&) -> domain::result<actors::ops_report> { return report(); });
  routes.get("/ops/jobs")
      .about("List jobs of the cluster",
             "When each last ran, when it is due next, and why its last run failed if it did.")
      .operators_with(domain::operator_permission::operations)
      .shed(load_class::essential)
      .answers<jobs_report>()
      .run([report = std::move(jobs)](call&) -> domain::result<jobs_report> { return report(); });
  routes.get("/ops/threads")
      .about("List threads of this node",
             "Grouped by what they do. Threads that libraries start for themselves are not included.")
      .operators_with(domain::operator_permission::operations)
      .shed(load_class::essential)
      .answers<threads_report>()
      .run([](call&) -> domain::result<threads_report> {
        threads_report report;
        for (const auto& [name, count] : domain::running_threads()) report.items.push_back({name, count});
        return report;
      });
}

}  // namespace homigo::http
