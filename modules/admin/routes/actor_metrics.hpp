// What the actors, the commit lanes and the feed in memory have done, as metric families.
#pragma once

#include <prometheus/metric_family.h>

#include <vector>

#include "actors/runtime/actor_stats.hpp"
#include "actors/runtime/ops_report.hpp"

namespace homigo::http {

std::vector<prometheus::MetricFamily> actor_metrics(const actors::ops_report& report, const actors::actor_stats& stats);

}  // namespace homigo::http
