// What every entity actor stands on, made once by the node and outliving all actors.
#pragma once

#include <caf/actor.hpp>
#include <vector>

#include "actors/runtime/actor_stats.hpp"
#include "actors/runtime/region.hpp"
#include "actors/runtime/reply_port.hpp"
#include "actors/settings.hpp"
#include "domain/time.hpp"
#include "domain/uuid.hpp"
#include "feed/news_port.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::actors {

struct entity_context {
  const domain::clock& clock;
  domain::id_source& ids;
  persistence::entity_store& store;
  reply_port& replies;
  actor_stats& stats;
  actors::region& region;
  const actors::settings& settings;
  std::vector<caf::actor> lanes;
  feed::news_port* news;

  const caf::actor& lane_of(std::uint16_t shard) const { return lanes[shard % lanes.size()]; }
};

}  // namespace homigo::actors
