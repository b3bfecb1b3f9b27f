#include "modules/admin/routes/metrics.hpp"

#include <prometheus/text_serializer.h>

#include <limits>

#include "http/pipeline/edge_metrics.hpp"
#include "http/routing/router.hpp"
#include "modules/admin/routes/actor_metrics.hpp"
#include "modules/admin/routes/metric_family.hpp"
#include "modules/admin/routes/process_metrics.hpp"

namespace homigo::http {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using series_list = std::vector<edge_metrics::series>;

MetricFamily request_durations(const series_list& answered) {
  auto f = metric_family("homigo_http_request_duration_seconds", "Requests answered, by route and status",
                         MetricType::Histogram);
  for (const auto& series : answered) {
    ClientMetric metric;
    metric.label = {{"route", series.route}, {"status", std::to_string(series.status)}};
    metric.histogram.sample_count = series.count;
    metric.histogram.sample_sum = series.total_ms / 1000;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < series.buckets.size(); ++i) {
      below += series.buckets[i];
      metric.histogram.bucket.push_back({below, edge_metrics::bounds_ms[i] / 1000});
    }
    metric.histogram.bucket.push_back({series.count, std::numeric_limits<double>::infinity()});
    f.metric.push_back(std::move(metric));
  }
  return f;
}

template <class Chosen>
double answers(const series_list& answered, Chosen chosen) {
  std::uint64_t sum = 0;
  for (const auto& series : answered)
    if (chosen(series)) sum += series.count;
  return static_cast<double>(sum);
}

std::vector<MetricFamily> edge(const series_list& answered) {
  const auto with_status = [&](unsigned status) {
    return answers(answered, [=](const auto& s) { return s.status == status; });
  };
  const auto signed_up = [](const auto& s) { return s.status == 201 && s.route == "POST /api/v1/auth/signup"; };
  return {
      request_durations(answered),
      single_metric("homigo_http_rate_limited_total", "Requests refused with 429", MetricType::Counter,
                    with_status(429)),
      single_metric("homigo_http_shed_total", "Requests refused with 503", MetricType::Counter, with_status(503)),
      single_metric("homigo_sign_ups_total", "Accounts begun", MetricType::Counter, answers(answered, signed_up)),
  };
}

MetricFamily payments(const metrics_sources::payment_figures& settled) {
  auto f = metric_family("homigo_payments_total", "Payments that a provider has reported", MetricType::Counter);
  add_value(f, {{"outcome", "succeeded"}}, static_cast<double>(settled.succeeded));
  add_value(f, {{"outcome", "failed"}}, static_cast<double>(settled.failed));
  return f;
}

MetricFamily database_pool(const metrics_sources::pool_figures& pool) {
  auto f = metric_family("homigo_database_connections", "Connections of the pool by state; waiting are threads",
                         MetricType::Gauge);
  add_value(f, {{"state", "idle"}}, static_cast<double>(pool.idle));
  add_value(f, {{"state", "borrowed"}}, static_cast<double>(pool.borrowed));
  add_value(f, {{"state", "waiting"}}, static_cast<double>(pool.waiting));
  add_value(f, {{"state", "limit"}}, static_cast<double>(pool.size));
  return f;
}

MetricFamily build(const std::string& version) {
  auto f = metric_family("homigo_build_info", "What is running; the value is 1", MetricType::Gauge);
  add_value(f, {{"version", version}, {"compiler", __VERSION__}}, 1);
  return f;
}

std::vector<MetricFamily> collect(const metrics_sources& from) {
  const auto sockets = from.sockets();
  const auto gauge = [](const char* name, const char* help, auto value) {
    return single_metric(name, help, MetricType::Gauge, static_cast<double>(value));
  };
  auto all = edge(from.edge.snapshot());
  all.push_back(build(from.version));
  all.push_back(payments(from.payments()));
  all.push_back(single_metric("homigo_password_hashes_total", "Passwords hashed or compared", MetricType::Counter,
                              static_cast<double>(from.password_hashes())));
  all.push_back(database_pool(from.database_pool()));
  all.push_back(gauge("homigo_http_connections", "Open connections, WebSockets included", sockets.connections));
  all.push_back(gauge("homigo_websockets", "Open WebSockets", sockets.websockets));
  all.push_back(gauge("homigo_worker_queue_delay_seconds", "Age of the oldest job that waits", from.worker_delay_s()));
  for (auto&& part : {process_metrics(), actor_metrics(from.actors(), from.stats)})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

void add_metrics_route(router& routes, metrics_sources sources) {
  routes.get("/metrics")
      .at_root()
      .anonymous()
      .shed(load_class::probe)
      .work(work_lane::probes)
      .summary("Figures for Prometheus")
      .run([from = std::move(sources)](call&) -> domain::result<raw_response> {
        raw_response answer;
        answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
        answer.body = prometheus::TextSerializer{}.Serialize(collect(from));
        return answer;
      });
}

}  // namespace homigo::http
