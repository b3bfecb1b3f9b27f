// Recovery of entities: the newest usable snapshot and the rows that are newer.
#pragma once

#include <span>
#include <vector>

#include "persistence/entity_store.hpp"

namespace homigo::postgres {

class transaction;

/// In a read-only transaction, so that all rows are of one moment; one statement for each kind of row, however many
/// entities there are. In the order of `keys`.
/// @pre no two keys have the same identifier
std::vector<persistence::stored_entity> load_entities(transaction& t, std::span<const domain::entity_key> keys);

void save_snapshot(transaction& t, const persistence::pair_snapshot& snapshot);

}  // namespace homigo::postgres
