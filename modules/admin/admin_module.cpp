#include "modules/admin/admin_module.hpp"

#include "actors/node.hpp"
#include "modules/admin/process_metrics.hpp"
#include "modules/admin/routes/metrics.hpp"
#include "modules/feed/feed_module.hpp"

namespace homigo::modules {

admin_module::admin_module(const platform::offer& platform, const platform::earlier_modules& earlier)
    : platform_(platform), job_rows_(platform.pool), feed_(earlier.get<feed_module>()) {}

http::jobs_report admin_module::jobs() {
  http::jobs_report report;
  for (auto& row : job_rows_.all())
    report.items.push_back({std::move(row.name), row.is_running, row.next_at, row.last_started, row.last_ended,
                            std::move(row.last_error)});
  return report;
}

void admin_module::add_to(platform::registry& node) {
  const auto ready = [&node]() -> domain::result<void> {
    for (const auto& holds : node.readiness)
      if (auto found = holds(); !found) return found;
    return domain::result<void>{};
  };
  const auto actors = [this] {
    auto report = platform_.node.stats().report(platform_.clock.now());
    report.feed = feed_.follower.figures();
    return report;
  };
  http::add_about_route(node.routes);
  http::add_health_routes(node.routes, ready);
  if (&node.inner_routes != &node.routes) http::add_health_routes(node.inner_routes, ready);
  add_process_metrics(platform_.metrics);
  http::add_metrics_route(node.inner_routes, platform_.metrics);
  http::add_ops_routes(node.inner_routes, actors, [this] { return jobs(); });
}

}  // namespace homigo::modules
