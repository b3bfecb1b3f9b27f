// What reading the change log costs: the sweep runs every other second, however long the log is.
#include <boost/test/unit_test.hpp>

#include "modules/feed/feed_stock.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "support/database.hpp"

namespace homigo::tests::change_log_test {
namespace {

struct long_log : migrated_database {
  static constexpr auto told = "; SELECT pg_stat_force_next_flush()";  // counts are seen by others at once

  std::unique_ptr<postgres::connection_pool> one = another_pool(1);

  long_log() {
    execute(
        std::string{"INSERT INTO entity (entity_id, kind, shard, version) SELECT gen_random_uuid(), 'listing', 0, 7 "
                    "FROM generate_series(1, 50000); INSERT INTO change_log (kind, key) SELECT kind, entity_id FROM "
                    "entity; ANALYZE entity, change_log"} +
        told);
  }
  void change_five() {
    execute(std::string{"WITH made AS (INSERT INTO entity (entity_id, kind, shard, version) SELECT gen_random_uuid(), "
                        "'listing', 0, 8 FROM generate_series(1, 5) RETURNING kind, entity_id)"
                        " INSERT INTO change_log (kind, key) SELECT kind, entity_id FROM made"} +
            told);
  }
  std::string rows_read_without_an_index() {
    postgres::database{*one}.query("SELECT pg_stat_force_next_flush()");
    return execute("SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN ('change_log', 'entity')");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(change_log, long_log)

BOOST_AUTO_TEST_CASE(a_sweep_of_a_long_log_reads_what_is_new_alone) {
  persistence::feed_stock stock{*one, {}};
  const auto horizon = stock.horizon();
  change_five();
  const auto before = rows_read_without_an_index();
  for (int sweeps = 0; sweeps < 8; ++sweeps) {  // more than PostgreSQL plans anew before it may keep a plan
    const auto changes = stock.changes_since(horizon).changes;
    BOOST_REQUIRE(changes.size() == 5U);
    BOOST_TEST(changes.front().version == 8);
  }
  BOOST_TEST(rows_read_without_an_index() == before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::change_log_test
