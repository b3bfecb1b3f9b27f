// All actors of one process: lanes, supervisors and the address book, from start to orderly end.
#pragma once

#include <caf/actor_system.hpp>
#include <chrono>
#include <memory>

#include "actors/runtime/caf_version.hpp"
#include "actors/runtime/entity_context.hpp"
#include "actors/runtime/shard_map.hpp"

namespace homigo::actors {

class node {
public:
  /// `owned` are this node's shards with their epochs. The references outlive the node. `on_fenced` is called, from
  /// any thread, when the database knows another owner.
  node(const settings& limits, domain::uuid incarnation, const std::vector<domain::shard_claim>& owned,
       const domain::clock& clock, domain::id_source& ids, persistence::entity_store& store, reply_port& replies,
       metrics::registry& metrics, std::function<void()> on_fenced, scheduling how = scheduling::threads);
  ~node();
  node(const node&) = delete;
  node& operator=(const node&) = delete;

  const region& entities() const { return region_; }
  const actor_stats& stats() const { return stats_; }
  shard_map& shards() { return shards_; }

  caf::actor_system& system() { return *system_; }

  /// The feed, which hears of commits; before the first message. It outlives the actors.
  void tell_news(feed::feed_listener& feed) { context_.news = &feed; }

  /// To be called about once a second, from any thread: idle entities leave memory, what the store never answered is
  /// given up.
  void tick(std::chrono::steady_clock::time_point at = std::chrono::steady_clock::now());
  /// Looks for durable commands that wait in the database and sends them to their entities. Thread-safe.
  void sweep_commands();
  /// Stops all entities in good order; returns when they have stopped, or false when `patience` is over.
  [[nodiscard]] bool drain(std::chrono::milliseconds patience);

private:
  void spawn_lanes(std::size_t count);
  void spawn_supervisors();

  settings settings_;
  region region_;
  actor_stats stats_;
  shard_map shards_;
  std::unique_ptr<caf::actor_system_config> config_;
  std::unique_ptr<caf::actor_system> system_;
  entity_context context_;
  std::vector<caf::actor> supervisors_;
  feed::no_news no_news_;
};

}  // namespace homigo::actors
