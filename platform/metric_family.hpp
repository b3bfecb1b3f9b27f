// Metric families for Prometheus, put together from figures that are counted elsewhere.
#pragma once

#include <prometheus/metric_family.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "actors/runtime/actor_stats.hpp"

namespace homigo::platform {

using metric_families = std::vector<prometheus::MetricFamily>;
using metric_labels = std::vector<prometheus::ClientMetric::Label>;

prometheus::MetricFamily metric_family(std::string name, std::string help, prometheus::MetricType type);
/// To a family of counters or gauges.
void add_value(prometheus::MetricFamily& to, metric_labels labels, double value);
/// A family with one value and no labels.
prometheus::MetricFamily single_metric(std::string name, std::string help, prometheus::MetricType type, double value);
/// `bounds_s` are the upper bounds of the buckets in seconds.
void add_histogram(prometheus::MetricFamily& to, metric_labels labels, const actors::latency_histogram& records,
                   std::span<const double> bounds_s);

}  // namespace homigo::platform
