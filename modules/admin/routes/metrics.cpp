#include "modules/admin/routes/metrics.hpp"

#include <prometheus/text_serializer.h>

#include "http/routing/router.hpp"

namespace homigo::http {

void add_metrics_route(router& routes, const std::vector<std::function<platform::metric_families()>>& figures) {
  routes.get("/metrics")
      .about("Get the metrics of this node", "In the Prometheus text format.")
      .media_type("text/plain")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .run([&figures](call&) -> domain::result<raw_response> {
        platform::metric_families all;
        for (const auto& read : figures)
          for (auto& family : read()) all.push_back(std::move(family));
        raw_response answer;
        answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
        answer.body = prometheus::TextSerializer{}.Serialize(all);
        return answer;
      });
}

}  // namespace homigo::http
