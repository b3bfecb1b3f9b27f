#include "app/figures.hpp"

#include <limits>

#include "http/pipeline/edge_metrics.hpp"
#include "persistence/postgres/client/connection_pool.hpp"

namespace homigo::app {
namespace {

using platform::add_value;
using platform::metric_families;
using platform::metric_family;
using platform::single_metric;
using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using series_list = std::vector<http::edge_metrics::series>;

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
      metric.histogram.bucket.push_back({below, http::edge_metrics::bounds_ms[i] / 1000});
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

}  // namespace

metric_families request_figures(const http::edge_metrics& edge) {
  const auto answered = edge.snapshot();
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

metric_families pool_figures(const postgres::connection_pool& pool) {
  const auto now = pool.usage();
  auto f = metric_family("homigo_database_connections", "Connections of the pool by state; waiting are threads",
                         MetricType::Gauge);
  add_value(f, {{"state", "idle"}}, static_cast<double>(now.idle));
  add_value(f, {{"state", "borrowed"}}, static_cast<double>(now.borrowed));
  add_value(f, {{"state", "waiting"}}, static_cast<double>(now.waiting));
  add_value(f, {{"state", "limit"}}, static_cast<double>(now.size));
  return {std::move(f)};
}

metric_families build_figures() {
  auto f = metric_family("homigo_build_info", "What is running; the value is 1", MetricType::Gauge);
  add_value(f, {{"version", HOMIGO_VERSION}, {"compiler", __VERSION__}}, 1);
  return {std::move(f)};
}

}  // namespace homigo::app
