// Bounds and time-outs of the actors, with their units.
#pragma once

#include "domain/kernel/described/described.hpp"

namespace homigo::actors {

struct settings {
  std::int32_t lanes = 2;  // database writer connections
  std::int32_t scheduler_threads = 2;
  std::int32_t batch_groups = 256;       // entities in one commit at most
  std::int32_t group_items = 64;         // commands of one entity in one commit at most
  std::int32_t queue_limit = 256;        // waiting commands of one entity, then 503
  std::int32_t activation_buffer = 500;  // messages kept for an entity that is loading, then 503
  std::int32_t idle_s = 600;             // passivation after so long without a message
  std::int32_t live_per_shard = 8000;    // entities; the longest idle go first
  std::int32_t quarantine_failures = 3;  // failures within a minute
  std::int32_t quarantine_s = 5;         // doubled each time, up to 5 minutes
  std::int32_t store_patience_s = 40;    // then a load or commit that the store never answered is given up
  std::int32_t snapshot_commits = 256;   // at least so many commits between two snapshots of an entity
  std::int32_t watchers = 1000;          // of one user's presence at most; the longest known go first
  std::int32_t sweep_s = 2;              // how often durable commands are looked for
};
HOMIGO_DESCRIBED(settings, lanes, scheduler_threads, batch_groups, group_items, queue_limit, activation_buffer, idle_s,
                 live_per_shard, quarantine_failures, quarantine_s, store_patience_s, snapshot_commits, watchers,
                 sweep_s)
constexpr auto rules_of(const settings*) {
  using domain::field;
  return domain::rules(field("lanes").range(1, 64), field("scheduler_threads").range(1, 256),
                       field("batch_groups").range(1, 4096), field("group_items").range(1, 1024),
                       field("queue_limit").range(1, 100'000), field("activation_buffer").range(1, 100'000),
                       field("idle_s").range(1, 86'400), field("live_per_shard").range(1, 10'000'000),
                       field("quarantine_failures").range(1, 100), field("quarantine_s").range(1, 300),
                       field("store_patience_s").range(1, 600), field("snapshot_commits").range(1, 1'000'000),
                       field("watchers").range(1, 100'000), field("sweep_s").range(1, 60));
}

}  // namespace homigo::actors
