#include "modules/postings/sql/lapsed_premium.hpp"

#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

void end_lapsed_premium(connection_pool& pool, domain::instant now) {
  database{pool}.write([&](transaction& t) { t.query("SELECT end_lapsed_premium($1)", {now}); });
}

}  // namespace homigo::postgres
