// What operators see of the actors: counters that any thread may raise, each made where it is declared.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>

#include "actors/runtime/ops_report.hpp"
#include "domain/engine/entity.hpp"
#include "metrics/registry.hpp"

namespace homigo::actors {

struct kind_counters {
  kind_counters(metrics::registry& all, domain::entity_kind which);

  metrics::registry& registry;
  const metrics::labels kind;
  metrics::Gauge& live = registry.gauge("homigo_entities_live", "Entities in memory", kind);
  metrics::Counter& activations = registry.counter("homigo_activations_total", "Activations", kind);
  metrics::Counter& passivations = registry.counter("homigo_passivations_total", "Passivations", kind);
  metrics::Counter& restarts =
      registry.counter("homigo_restarts_total", "Reloads after failures or stale commits", kind);
  metrics::Gauge& quarantined = registry.gauge("homigo_entities_quarantined", "Entities kept away", kind);
  metrics::Gauge& queued =
      registry.gauge("homigo_commands_queued", "Commands that wait for a decision or a commit", kind);
  metrics::Counter& commands = registry.counter("homigo_commands_total", "Commands received", kind);
  metrics::latency_histogram& queue_wait =
      registry.latency("homigo_command_wait_seconds", "Commands, from arrival to decision", kind);
  metrics::latency_histogram& processing =
      registry.latency("homigo_command_duration_seconds", "Commands, from arrival to answer", kind);
};

struct lane_counters {
  lane_counters(metrics::registry& all, std::size_t index);

  metrics::registry& registry;
  const metrics::labels lane;
  metrics::Counter& batches = registry.counter("homigo_lane_batches_total", "Batches committed", lane);
  metrics::Counter& groups = registry.counter("homigo_lane_groups_total", "Entity groups in batches", lane);
  metrics::Histogram& batch_size = registry.histogram("homigo_lane_batch_size", "Entity groups in a batch",
                                                      {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}, lane);
  metrics::Counter& bisects = registry.counter("homigo_lane_bisects_total", "Batches split for bad data", lane);
  metrics::Counter& fenced = registry.counter("homigo_lane_fenced_total", "Batches of a lost epoch", lane);
  metrics::Counter& stale = registry.counter("homigo_lane_stale_total", "Groups decided on an old version", lane);
  metrics::Counter& unknown = registry.counter("homigo_lane_unknown_total", "Batches of unknown outcome", lane);
  metrics::Gauge& waiting = registry.gauge("homigo_lane_waiting", "Groups that wait", lane);
  metrics::latency_histogram& commit =
      registry.latency("homigo_lane_commit_duration_seconds", "Batches in the database", lane);
  std::atomic<std::uint64_t> largest_batch{0};
};

/// What people have done, as committed; what the product lives on.
struct activity_counters {
  explicit activity_counters(metrics::registry& all)
      : swipes(all.counter("homigo_swipes_total", "Swipes committed, changed ones included")),
        matches(all.counter("homigo_matches_total", "Matches made")),
        messages(all.counter("homigo_messages_total", "Messages committed")) {}

  metrics::Counter& swipes;
  metrics::Counter& matches;
  metrics::Counter& messages;
};

class actor_stats {
public:
  actor_stats(metrics::registry& all, std::size_t lanes);

  kind_counters& of(domain::entity_kind kind) { return kinds_[static_cast<std::size_t>(kind)]; }
  lane_counters& lane(std::size_t index) { return lanes_[index]; }
  activity_counters& activity() { return activity_; }
  /// Milliseconds since 1970 of the last snapshot; 0 = none yet.
  std::atomic<std::int64_t> last_snapshot_ms{0};
  std::atomic<std::uint64_t> snapshots{0};

  ops_report report(domain::instant now) const;

private:
  std::deque<kind_counters> kinds_;
  std::deque<lane_counters> lanes_;
  activity_counters activity_;
};

}  // namespace homigo::actors
