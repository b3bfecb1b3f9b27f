#include "metrics/registry.hpp"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace homigo::metrics {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

namespace {

/// Prometheus wants what has been counted up to each bound, and then all.
ClientMetric as_histogram(const latency_histogram& records) {
  const auto sums = records.cumulate(durations);
  ClientMetric metric;
  auto& h = metric.histogram;
  h.sample_count = sums.count;
  h.sample_sum = sums.sum_s;
  for (std::size_t i = 0; i < durations.size(); ++i) h.bucket.push_back({sums.up_to[i], durations[i]});
  h.bucket.push_back({sums.count, std::numeric_limits<double>::infinity()});
  return metric;
}

}  // namespace

Counter& registry::counter(const std::string& name, const std::string& help, const labels& which) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(counted_).Add(which);
}

Gauge& registry::gauge(const std::string& name, const std::string& help, const labels& which) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(counted_).Add(which);
}

Histogram& registry::histogram(const std::string& name, const std::string& help,
                               const Histogram::BucketBoundaries& bounds, const labels& which) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(counted_).Add(which, bounds);
}

latency_histogram& registry::latency(const std::string& name, const std::string& help, const labels& which) {
  latency_histogram* made = nullptr;
  {
    const std::lock_guard lock{mutex_};
    made = &latencies_.emplace_back();
  }
  add(name, help, MetricType::Histogram, which, [made] { return as_histogram(*made); });
  return *made;
}

void registry::read_gauge(const std::string& name, const std::string& help, const labels& which, reading read) {
  add(name, help, MetricType::Gauge, which, [read = std::move(read)]() -> std::optional<ClientMetric> {
    const auto value = read();
    if (!value) return std::nullopt;
    ClientMetric metric;
    metric.gauge.value = *value;
    return metric;
  });
}

void registry::read_counter(const std::string& name, const std::string& help, const labels& which, reading read) {
  add(name, help, MetricType::Counter, which, [read = std::move(read)]() -> std::optional<ClientMetric> {
    const auto value = read();
    if (!value) return std::nullopt;
    ClientMetric metric;
    metric.counter.value = *value;
    return metric;
  });
}

void registry::add(const std::string& name, const std::string& help, MetricType type, const labels& which,
                   series read) {
  const std::lock_guard lock{mutex_};
  auto& known = read_.try_emplace(name, family{help, type, {}}).first->second;
  const bool repeated =
      std::ranges::find(known.all, which, [](const auto& each) { return each.first; }) != known.all.end();
  if (known.type != type || repeated) throw std::invalid_argument{"the metric " + name + " is there already"};
  known.all.emplace_back(which, std::move(read));
}

std::vector<MetricFamily> registry::read_all() const {
  std::vector<MetricFamily> all;
  const std::lock_guard lock{mutex_};
  for (const auto& [name, known] : read_) {
    MetricFamily f;
    f.name = name, f.help = known.help, f.type = known.type;
    for (const auto& [which, read] : known.all) {
      auto metric = read();
      if (!metric) continue;
      for (const auto& [label, value] : which) metric->label.push_back({label, value});
      f.metric.push_back(std::move(*metric));
    }
    all.push_back(std::move(f));
  }
  return all;
}

std::string registry::text() const {
  auto all = counted_.Collect();
  for (auto& read : read_all()) all.push_back(std::move(read));
  std::ranges::sort(all, {}, &MetricFamily::name);
  return prometheus::TextSerializer{}.Serialize(all);
}

}  // namespace homigo::metrics
