// Makes the actor of an entity from what the store knows of it.
#pragma once

#include <caf/local_actor.hpp>

#include "actors/runtime/entity_context.hpp"

namespace homigo::actors {

/// Spawned by the supervisor, not linked to it; sessions need nothing stored.
caf::actor spawn_entity(caf::local_actor& supervisor, const entity_context& context, persistence::stored_entity stored);

}  // namespace homigo::actors
