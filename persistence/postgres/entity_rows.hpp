// Recovery of an entity: the newest usable snapshot and the rows that are newer.
#pragma once

#include "persistence/entity_store.hpp"

namespace homigo::postgres {

class transaction;

/// In a read-only transaction, so that all rows are of one moment.
persistence::stored_entity load_entity(transaction& t, const domain::entity_key& key);

void save_snapshot(transaction& t, const persistence::pair_snapshot& snapshot);

}  // namespace homigo::postgres
