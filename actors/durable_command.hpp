// Commands that plain modules and commits leave in the database for entities: read and sent to whom they concern.
#pragma once

#include "actors/runtime/region.hpp"
#include "persistence/entity_store.hpp"

namespace homigo::actors {

/// An unknown or unreadable command is logged and left where it is.
void deliver(const region& entities, const persistence::entity_store::waiting_command& command);

}  // namespace homigo::actors
