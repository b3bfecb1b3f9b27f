#include "actors/runtime/actor_stats.hpp"

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::actors {
namespace {

latency_figures figures(const metrics::latency_histogram& h) {
  return {h.quantile_ms(0.5), h.quantile_ms(0.99), h.max_ms()};
}

std::int64_t whole(const metrics::Counter& n) { return static_cast<std::int64_t>(n.Value()); }
std::int64_t whole(const metrics::Gauge& n) { return static_cast<std::int64_t>(n.Value()); }

kind_figures figures(domain::entity_kind kind, const kind_counters& c) {
  return {kind,
          whole(c.live),
          whole(c.activations),
          whole(c.passivations),
          whole(c.restarts),
          whole(c.quarantined),
          whole(c.queued),
          whole(c.commands),
          figures(c.queue_wait),
          figures(c.processing)};
}

lane_figures figures(std::size_t lane, const lane_counters& c) {
  const auto batches = whole(c.batches);
  const auto groups = whole(c.groups);
  return {static_cast<std::int32_t>(lane),
          batches,
          groups,
          batches == 0 ? 0 : static_cast<double>(groups) / static_cast<double>(batches),
          static_cast<std::int64_t>(c.largest_batch.load(std::memory_order_relaxed)),
          whole(c.bisects),
          whole(c.fenced),
          whole(c.stale),
          whole(c.unknown),
          whole(c.waiting),
          figures(c.commit)};
}

}  // namespace

kind_counters::kind_counters(metrics::registry& all, domain::entity_kind which)
    : registry(all), kind{{"kind", std::string{domain::wire_name(which)}}} {}

lane_counters::lane_counters(metrics::registry& all, std::size_t index)
    : registry(all), lane{{"lane", std::to_string(index)}} {}

actor_stats::actor_stats(metrics::registry& all, std::size_t lanes) : activity_(all) {
  for (std::size_t k = 0; k < domain::entity_kinds; ++k) kinds_.emplace_back(all, static_cast<domain::entity_kind>(k));
  for (std::size_t l = 0; l < lanes; ++l) lanes_.emplace_back(all, l);
}

ops_report actor_stats::report(domain::instant now) const {
  ops_report all;
  for (std::size_t k = 0; k < kinds_.size(); ++k)
    all.kinds.push_back(figures(static_cast<domain::entity_kind>(k), kinds_[k]));
  for (std::size_t l = 0; l < lanes_.size(); ++l) all.lanes.push_back(figures(l, lanes_[l]));
  all.snapshots = static_cast<std::int64_t>(snapshots.load(std::memory_order_relaxed));
  if (const auto last = last_snapshot_ms.load(); last != 0)
    all.snapshot_age_s = static_cast<double>(now.time_since_epoch().count() - last) / 1000;
  return all;
}

}  // namespace homigo::actors
