// GET /api/v1/ops/actors: the state of the actors of this node in figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/engine/entity.hpp"
#include "domain/kernel/described/described.hpp"
#include "feed/figures.hpp"

namespace homigo::actors {

struct latency_figures {
  double p50_ms = 0;
  double p99_ms = 0;
  double max_ms = 0;
};
HOMIGO_DESCRIBED(latency_figures, p50_ms, p99_ms, max_ms)

struct kind_figures {
  domain::entity_kind kind{};
  std::int64_t live = 0;
  std::int64_t activations = 0;
  std::int64_t passivations = 0;
  std::int64_t restarts = 0;
  std::int64_t quarantined = 0;
  std::int64_t queue_depth = 0;
  std::int64_t commands = 0;
  latency_figures queue_wait;
  latency_figures processing;
};
HOMIGO_DESCRIBED(kind_figures, kind, live, activations, passivations, restarts, quarantined, queue_depth, commands,
                 queue_wait, processing)

struct lane_figures {
  std::int32_t lane = 0;
  std::int64_t batches = 0;
  std::int64_t groups = 0;
  double mean_batch_size = 0;
  std::int64_t largest_batch = 0;
  std::int64_t bisects = 0;
  std::int64_t fenced = 0;
  std::int64_t stale = 0;
  std::int64_t unknown = 0;
  std::int64_t waiting = 0;
  latency_figures commit;
};
HOMIGO_DESCRIBED(lane_figures, lane, batches, groups, mean_batch_size, largest_batch, bisects, fenced, stale, unknown,
                 waiting, commit)

struct ops_report {
  std::vector<kind_figures> kinds;
  std::vector<lane_figures> lanes;
  std::int64_t snapshots = 0;
  std::optional<double> snapshot_age_s;  // of the newest
  feed::feed_figures feed;
};
HOMIGO_DESCRIBED(ops_report, kinds, lanes, snapshots, snapshot_age_s, feed)

}  // namespace homigo::actors
