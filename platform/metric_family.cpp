#include "platform/metric_family.hpp"

#include <limits>

namespace homigo::platform {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily metric_family(std::string name, std::string help, MetricType type) {
  MetricFamily f;
  f.name = std::move(name);
  f.help = std::move(help);
  f.type = type;
  return f;
}

void add_value(MetricFamily& to, metric_labels labels, double value) {
  ClientMetric metric;
  metric.label = std::move(labels);
  if (to.type == MetricType::Counter)
    metric.counter.value = value;
  else
    metric.gauge.value = value;
  to.metric.push_back(std::move(metric));
}

MetricFamily single_metric(std::string name, std::string help, MetricType type, double value) {
  auto f = metric_family(std::move(name), std::move(help), type);
  add_value(f, {}, value);
  return f;
}

void add_histogram(MetricFamily& to, metric_labels labels, const actors::latency_histogram& records,
                   std::span<const double> bounds_s) {
  const auto sums = records.cumulate(bounds_s);
  ClientMetric metric;
  metric.label = std::move(labels);
  metric.histogram.sample_count = sums.count;
  metric.histogram.sample_sum = sums.sum_s;
  for (std::size_t i = 0; i < bounds_s.size(); ++i) metric.histogram.bucket.push_back({sums.up_to[i], bounds_s[i]});
  metric.histogram.bucket.push_back({sums.count, std::numeric_limits<double>::infinity()});
  to.metric.push_back(std::move(metric));
}

}  // namespace homigo::platform
