#include "modules/admin/routes/metrics.hpp"

#include "http/routing/router.hpp"
#include "metrics/registry.hpp"

namespace homigo::http {

void add_metrics_route(router& routes, const metrics::registry& counted) {
  routes.get("/metrics")
      .about("Get the metrics of this node", "In the Prometheus text format.")
      .media_type("text/plain")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .run([&counted](call&) -> domain::result<raw_response> {
        raw_response answer;
        answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
        answer.body = counted.text();
        return answer;
      });
}

}  // namespace homigo::http
