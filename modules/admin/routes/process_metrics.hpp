// The process as its operating system sees it, under the names that Prometheus' own client libraries use.
#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace homigo::http {

/// From /proc/self; what cannot be read is left out.
std::vector<prometheus::MetricFamily> process_metrics();

}  // namespace homigo::http
