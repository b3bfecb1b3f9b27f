#include "http/handlers/ops.hpp"

#include "domain/descriptor_table.hpp"
#include "http/router.hpp"

namespace homigo::http {

struct health {
  std::string status = "ok";
};
HOMIGO_DESCRIBED(health, status)
HOMIGO_TABLE(health)

void add_ops_routes(router& routes, ops_sources sources) {
  routes.get("/healthz")
      .at_root()
      .anonymous()
      .shed(load_class::essential)
      .summary("The process lives")
      .answers<health>()
      .run([](call&) -> domain::result<health> { return health{}; });
  routes.get("/readyz")
      .at_root()
      .anonymous()
      .shed(load_class::essential)
      .summary("The node can serve")
      .answers<health>()
      .run([ready = sources.ready](call&) -> domain::result<health> {
        if (auto can = ready(); !can) return can.error();
        return health{};
      });
  routes.get("/ops/actors")
      .operators_only()
      .shed(load_class::essential)
      .summary("The actors of this node in figures")
      .answers<actors::ops_report>()
      .run([report = sources.actors](call&) -> domain::result<actors::ops_report> { return report(); });
}

}  // namespace homigo::http
