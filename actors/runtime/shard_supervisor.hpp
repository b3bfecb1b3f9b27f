// The owner of a shard's entities: activates them on their first message, takes the idle ones out of memory without
// losing a message, reloads those that fail and keeps away those that keep failing.
#pragma once

#include <array>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

#include "actors/runtime/entity_context.hpp"
#include "actors/runtime/entity_protocol.hpp"
#include "actors/runtime/shard_map.hpp"

namespace homigo::actors {

/// The node is going down: stop all entities in good order, wake none, and tell `then` by `drained`. The supervisor
/// stays, so that answers which pass through it still reach their callers.
struct drain {
  caf::actor then;
};
struct drained {};
/// What the store knows of an entity; nothing when the database cannot be reached.
struct entity_loaded {
  domain::entity_key key;
  std::optional<persistence::stored_entity> entity;
  std::uint64_t load = 0;  // which one: an answer that comes after its time is ignored
};
/// An activation is over.
struct entity_ended {
  domain::entity_key key;
  caf::actor_id activation = 0;
  std::string failure;  // empty = in good order
};

struct shard_supervisor_state {
  static constexpr const char* name = "shard_supervisor";
  using time_point = std::chrono::steady_clock::time_point;

  enum class phase : std::uint8_t { loading, live, stopping, reloading };
  /// A live entity costs one node of `children` and nothing else here.
  struct child : boost::intrusive::list_base_hook<> {
    caf::actor actor;
    time_point used;
    std::vector<envelope> kept;  // unless live
    phase now = phase::loading;
    std::array<std::uint16_t, 2> people{};  // who keeps it in memory by using it: the ends of their identifiers
  };
  struct failures {
    std::deque<time_point> recent;
    time_point kept_away_until{};
    std::chrono::seconds last_pause{0};
  };

  std::unordered_map<domain::entity_key, child, domain::entity_key_hash> children;
  boost::intrusive::list<child> by_use;  // all children, the longest idle first
  struct pending_load {
    domain::entity_key key;
    time_point since;
  };
  std::map<std::uint64_t, pending_load> loads;  // asked of the store; the numbers rise with time
  std::uint64_t last_load = 0;
  std::unordered_map<domain::entity_key, failures, domain::entity_key_hash> failing;
  time_point now = std::chrono::steady_clock::now();
  bool draining = false;
  caf::actor told_when_drained;
};

caf::behavior shard_supervisor(caf::stateful_actor<shard_supervisor_state>* self, std::uint16_t shard,
                               const entity_context* context, const shard_map* shards);

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::drain)
HOMIGO_LOCAL_MESSAGE(homigo::actors::drained)
HOMIGO_LOCAL_MESSAGE(homigo::actors::entity_ended)
HOMIGO_LOCAL_MESSAGE(homigo::actors::entity_loaded)
