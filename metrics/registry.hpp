// Everything that GET /metrics serves. Who counts something makes its metric here, once, and keeps the reference: there
// is no second place where it has to be named.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "metrics/latency_histogram.hpp"

namespace homigo::metrics {

using prometheus::Counter;
using prometheus::Gauge;
using prometheus::Histogram;
/// Of a bounded set of values that is known beforehand: a kind, a lane, a route. Never an entity, a person or a secret.
using labels = prometheus::Labels;
/// Read at each collection, by any thread; nothing when there is no value at the time.
using reading = std::function<std::optional<double>()>;

/// Upper bounds in seconds: the same for every duration and on every node, so that histograms can be added up.
inline const Histogram::BucketBoundaries durations{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,
                                                   0.2,   0.5,   1.0,   2.0,  5.0,  10.0};

/// Thread-safe. The same name and labels again are the same metric. References are good as long as the registry.
class registry {
public:
  Counter& counter(const std::string& name, const std::string& help, const labels& which = {});
  Gauge& gauge(const std::string& name, const std::string& help, const labels& which = {});
  /// `bounds` are the upper ones of its buckets, but for the last.
  Histogram& histogram(const std::string& name, const std::string& help, const Histogram::BucketBoundaries& bounds,
                       const labels& which = {});
  /// For hot paths: takes no lock, and knows its quantiles; served as a histogram of `durations`.
  latency_histogram& latency(const std::string& name, const std::string& help, const labels& which = {});

  /// What is a state rather than an event, or is counted elsewhere already.
  void read_gauge(const std::string& name, const std::string& help, const labels& which, reading read);
  void read_counter(const std::string& name, const std::string& help, const labels& which, reading read);

  /// In the text format of Prometheus, by name.
  std::string text() const;

private:
  using series = std::function<std::optional<prometheus::ClientMetric>()>;
  struct family {
    std::string help;
    prometheus::MetricType type{};
    std::vector<std::pair<labels, series>> all;
  };
  void add(const std::string& name, const std::string& help, prometheus::MetricType type, const labels& which,
           series read);
  std::vector<prometheus::MetricFamily> read_all() const;

  prometheus::Registry counted_;
  mutable std::mutex mutex_;
  std::map<std::string, family> read_;
  std::deque<latency_histogram> latencies_;
};

}  // namespace homigo::metrics
