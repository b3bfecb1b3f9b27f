// The connections to PostgreSQL: those that requests and modules share, and those that keep the node alive.
#pragma once

#include "config/settings.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "persistence/postgres/client/connection_pool.hpp"

namespace homigo::app {

struct storage {
  storage(const config::database_settings& settings, const domain::uuid& incarnation);

  postgres::connection_options connection;
  postgres::connection_pool pool;
  /// For the lease and the map of shards alone: a pool that is borrowed empty must not cost this node its shards.
  postgres::connection_pool ownership;
};

}  // namespace homigo::app
