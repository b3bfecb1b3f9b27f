// Everything that speaks to PostgreSQL, made once: the pool and the repositories on it.
#pragma once

#include "config/settings.hpp"
#include "domain/kernel/time.hpp"
#include "domain/kernel/uuid.hpp"
#include "modules/conversations/sql/conversation_reads.hpp"
#include "modules/feed/sql/feed_stock.hpp"
#include "modules/import/sql/listing_import_repository.hpp"
#include "modules/matching/sql/match_reads.hpp"
#include "modules/notifications/sql/delivery_repository.hpp"
#include "modules/notifications/sql/event_reads.hpp"
#include "modules/payments/sql/payment_repository.hpp"
#include "modules/postings/sql/photo_repository.hpp"
#include "modules/postings/sql/posting_reads.hpp"
#include "modules/postings/sql/posting_search.hpp"
#include "modules/reference/sql/business_settings.hpp"
#include "modules/safety/sql/block_repository.hpp"
#include "modules/users/sql/account_repository.hpp"
#include "modules/users/sql/attempt_limits.hpp"
#include "modules/users/sql/operator_repository.hpp"
#include "modules/users/sql/profile_repository.hpp"
#include "modules/users/sql/session_repository.hpp"
#include "persistence/postgres/client/connection_pool.hpp"
#include "persistence/postgres/edge/idempotency_repository.hpp"

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
