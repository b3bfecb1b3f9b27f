// entity_store on PostgreSQL: lanes of their own connections for commits, pooled connections for loads and snapshots.
#pragma once

#include <memory>

#include "persistence/entity_store.hpp"

namespace homigo::postgres {

struct connection_options;
class connection_pool;

/// `reads` serves loads, snapshots and the sweep, and must outlive the store; `writer` opens one connection for each
/// lane.
std::unique_ptr<persistence::entity_store> make_entity_store(connection_pool& reads, const connection_options& writer,
                                                             std::size_t lanes, std::size_t load_threads);

}  // namespace homigo::postgres
