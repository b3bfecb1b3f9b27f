#include <boost/test/unit_test.hpp>

#include <future>
#include <pqxx/result>
#include <pqxx/row>

#include "domain/unavailable.hpp"
#include "persistence/postgres/transaction.hpp"
#include "support/database.hpp"

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

namespace {

int one(postgres::database& database) {
  return database.read([](postgres::transaction& t) { return t.query("SELECT 1")[0][0].as<int>(); });
}

/// What a client sees of a restarting server: every connection is ended with SQLSTATE 57P01.
void end_all_connections(const empty_database& database) {
  database.execute(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
      " WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

bool is(const domain::unavailable& e, domain::errc code) { return e.code == code; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(connection_pool, migrated_database)

BOOST_AUTO_TEST_CASE(a_connection_is_used_again) {
  postgres::database database{pool()};
  for (int i = 0; i < 3; ++i) BOOST_TEST(one(database) == 1);
  BOOST_TEST(pool().open_connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_restarted_server_is_noticed_and_the_work_done_on_a_new_connection) {
  postgres::database database{pool()};
  {
    const auto first = pool().acquire();
    const auto second = pool().acquire();
  }
  BOOST_TEST(pool().open_connections() == 2);
  end_all_connections(*this);
  BOOST_TEST(one(database) == 1);
  BOOST_TEST(pool().open_connections() == 1);
}

BOOST_AUTO_TEST_CASE(a_write_on_a_dead_connection_happens_once) {
  postgres::database database{pool()};
  BOOST_TEST(one(database) == 1);
  end_all_connections(*this);
  database.write([](postgres::transaction& t) {
    t.execute("INSERT INTO change_log (kind, key) VALUES ('x', gen_random_uuid())");
  });
  BOOST_TEST(execute("SELECT count(*) FROM change_log") == "1");
}

BOOST_AUTO_TEST_CASE(an_absent_server_is_database_unavailable) {
  postgres::pool_options options;
  options.connection.conninfo = "host=/nonexistent dbname=homigo";
  postgres::connection_pool absent{options};
  postgres::database database{absent};
  BOOST_CHECK_EXCEPTION(one(database), domain::unavailable,
                        [](const auto& e) { return is(e, domain::errc::database_unavailable); });
  BOOST_TEST(absent.open_connections() == 0);
}

BOOST_AUTO_TEST_CASE(an_exhausted_pool_is_overloaded_after_the_deadline) {
  postgres::pool_options options;
  options.connection.conninfo = conninfo();
  options.size = 1;
  options.acquire_deadline = 1ms;
  postgres::connection_pool small{options};
  const auto held = small.acquire();
  BOOST_CHECK_EXCEPTION(small.acquire(), domain::unavailable,
                        [](const auto& e) { return is(e, domain::errc::overloaded); });
}

BOOST_AUTO_TEST_CASE(a_freed_connection_goes_to_who_waits) {
  postgres::pool_options options;
  options.connection.conninfo = conninfo();
  options.size = 1;
  options.acquire_deadline = 30s;
  postgres::connection_pool small{options};
  postgres::database database{small};
  std::future<int> waiting;
  {
    const auto held = small.acquire();
    waiting = std::async(std::launch::async, [&] { return one(database); });
  }
  BOOST_TEST(waiting.get() == 1);
}

BOOST_AUTO_TEST_CASE(a_statement_beyond_its_time_is_cancelled_and_the_connection_kept) {
  postgres::pool_options options;
  options.connection.conninfo = conninfo();
  options.connection.statement_timeout = 20ms;
  postgres::connection_pool hasty{options};
  postgres::database database{hasty};
  BOOST_CHECK_EXCEPTION(database.read([](postgres::transaction& t) { t.query("SELECT pg_sleep(60)"); }),
                        domain::unavailable, [](const auto& e) { return is(e, domain::errc::overloaded); });
  BOOST_TEST(one(database) == 1);
  BOOST_TEST(hasty.open_connections() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
