// The connection to PostgreSQL that requests and modules share, and the first answers that the edge keeps in it.
#pragma once

#include "config/settings.hpp"
#include "domain/kernel/time.hpp"
#include "domain/kernel/uuid.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/edge/idempotency_repository.hpp"

namespace homigo::app {

struct storage {
  storage(const config::database_settings& settings, const domain::clock& clock, domain::id_source& ids,
          const domain::uuid& incarnation);

  postgres::connection_options connection;
  postgres::connection_pool pool;
  postgres::idempotency_repository first_answers;
};

}  // namespace homigo::app
