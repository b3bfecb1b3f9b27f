// Everything that speaks to PostgreSQL, made once: the pool and the repositories on it.
#pragma once

#include "config/settings.hpp"
#include "domain/time.hpp"
#include "domain/uuid.hpp"
#include "persistence/postgres/account_repository.hpp"
#include "persistence/postgres/attempt_limits.hpp"
#include "persistence/postgres/block_repository.hpp"
#include "persistence/postgres/business_settings.hpp"
#include "persistence/postgres/connection_pool.hpp"
#include "persistence/postgres/conversation_reads.hpp"
#include "persistence/postgres/delivery_repository.hpp"
#include "persistence/postgres/event_reads.hpp"
#include "persistence/postgres/feed_stock.hpp"
#include "persistence/postgres/idempotency_repository.hpp"
#include "persistence/postgres/listing_import_repository.hpp"
#include "persistence/postgres/match_reads.hpp"
#include "persistence/postgres/operator_repository.hpp"
#include "persistence/postgres/payment_repository.hpp"
#include "persistence/postgres/photo_repository.hpp"
#include "persistence/postgres/posting_reads.hpp"
#include "persistence/postgres/posting_search.hpp"
#include "persistence/postgres/profile_repository.hpp"
#include "persistence/postgres/session_repository.hpp"

namespace homigo::app {

struct storage {
  storage(const config::database_settings& settings, const domain::clock& clock, domain::id_source& ids,
          const domain::uuid& incarnation);

  postgres::connection_options connection;
  postgres::connection_pool pool;
  postgres::account_repository accounts{pool};
  postgres::attempt_limits limits{pool};
  postgres::session_repository sessions{pool};
  postgres::profile_repository profiles{pool};
  postgres::operator_repository operators{pool};
  postgres::delivery_repository deliveries{pool};
  postgres::idempotency_repository first_answers;
  postgres::posting_reads postings{pool};
  postgres::posting_search search{pool};
  postgres::feed_stock feed{pool, connection};
  postgres::match_reads matches{pool};
  postgres::conversation_reads conversations{pool};
  postgres::event_reads events{pool};
  postgres::block_repository blocks{pool};
  postgres::photo_repository photos{pool};
  postgres::payment_repository payments{pool};
  postgres::listing_import_repository imports{pool};
  postgres::business_settings business{pool};
};

}  // namespace homigo::app
