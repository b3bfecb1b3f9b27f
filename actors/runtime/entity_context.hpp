// What every entity actor stands on, made once by the node and outliving all actors.
#pragma once

#include <array>
#include <caf/actor.hpp>
#include <caf/local_actor.hpp>
#include <caf/message.hpp>
#include <optional>
#include <vector>

#include "actors/runtime/actor_stats.hpp"
#include "actors/runtime/region.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/runtime/settings.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "feed/feed_listener.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::actors {

struct entity_context;

/// What the kinds of entities are, told to the runtime by the node: it knows none of them.
struct entity_kinds {
  /// The actor of what the store knows, spawned by the supervisor and not linked to it; sessions need nothing stored.
  caf::actor (*spawn)(caf::local_actor& supervisor, const entity_context& context, persistence::stored_entity stored);
  /// The participants of a conversation, the owner of a posting; nil where there is nobody.
  std::array<domain::uuid, 2> (*people_of)(const persistence::stored_entity& stored);
  /// Who has to be one of them for the command in `content`; nothing where others may send it too.
  std::optional<domain::uuid> (*person_needed)(const caf::message& content);
  /// False for a command that the activation would only refuse with not_found.
  bool (*may_wake)(const persistence::stored_entity& stored, const caf::message& content);
};

struct entity_context {
  const domain::clock& clock;
  domain::id_source& ids;
  persistence::entity_store& store;
  reply_port& replies;
  actor_stats& stats;
  actors::region& region;
  const actors::settings& settings;
  std::vector<caf::actor> lanes;
  entity_kinds kinds;
  feed::feed_listener* news;

  const caf::actor& lane_of(std::uint16_t shard) const { return lanes[shard % lanes.size()]; }
};

}  // namespace homigo::actors
