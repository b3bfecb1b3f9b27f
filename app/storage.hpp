// The connections to PostgreSQL that requests and modules share.
#pragma once

#include "config/settings.hpp"
#include "domain/kernel/uuid.hpp"
#include "persistence/postgres/client/connection_pool.hpp"

namespace homigo::app {

struct storage {
  storage(const config::database_settings& settings, const domain::uuid& incarnation);

  postgres::connection_options connection;
  postgres::connection_pool pool;
};

}  // namespace homigo::app
