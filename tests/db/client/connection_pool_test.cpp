#include <boost/test/unit_test.hpp>

#include <csignal>
#include <future>
#include <pqxx/result>
#include <pqxx/row>
#include <thread>

#include "domain/kernel/errors/unavailable.hpp"
#include "domain/kernel/threads/work_deadline.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "support/database.hpp"

namespace connection_pool_test {

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

/// A backend that neither answers nor goes away.
class frozen_backend {
public:
  explicit frozen_backend(int pid) : pid_(pid) { kill(pid_, SIGSTOP); }
  ~frozen_backend() { kill(pid_, SIGCONT); }
  frozen_backend(const frozen_backend&) = delete;
  frozen_backend& operator=(const frozen_backend&) = delete;

private:
  int pid_;
};

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

BOOST_AUTO_TEST_CASE(work_under_a_deadline_is_given_up_though_the_server_is_frozen_and_not_tried_again) {
  const auto one_connection = another_pool(1);
  postgres::database database{*one_connection};
  const frozen_backend frozen{database.query("SELECT pg_backend_pid()")[0][0].as<int>()};
  int begun = 0;
  const auto select = [&](postgres::transaction& t) { ++begun, t.query("SELECT 1"); };
  const auto is_away = [](const auto& e) { return is(e, domain::errc::database_unavailable); };
  {
    const domain::work_deadline limit{std::chrono::steady_clock::now() + 20ms};
    BOOST_CHECK_EXCEPTION(database.read(select), domain::unavailable, is_away);
  }
  BOOST_TEST(begun == 0);  // BEGIN was not answered
  BOOST_TEST(one(database) == 1);
}

BOOST_AUTO_TEST_CASE(what_waits_for_an_answer_is_given_up_when_a_stop_is_asked_for_meanwhile) {
  const auto one_connection = another_pool(1);
  postgres::database database{*one_connection};
  const auto backend = std::to_string(database.query("SELECT pg_backend_pid()")[0][0].as<int>());
  const auto asleep = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = " + backend;
  std::jthread waiting{[&](const std::stop_token& stop) {
    const domain::work_deadline limit{stop, 0ms};
    BOOST_CHECK_THROW(database.query("SELECT pg_sleep(3600)"), domain::unavailable);
    BOOST_CHECK_THROW(one(database), domain::unavailable);  // and nothing more is begun
  }};
  while (execute(asleep) == "0") std::this_thread::yield();
  const auto asked = std::chrono::steady_clock::now();
  waiting.request_stop();
  waiting.join();
  BOOST_TEST((std::chrono::steady_clock::now() - asked < 2s));
  BOOST_TEST(one(database) == 1);
}

BOOST_AUTO_TEST_CASE(a_frozen_server_is_given_up_when_even_its_own_time_out_is_not_heard_of) {
  postgres::pool_options options;
  options.connection.conninfo = conninfo();
  options.connection.statement_timeout = 10ms;
  postgres::connection_pool hasty{options};
  postgres::database database{hasty};
  std::optional<frozen_backend> frozen;
  // Frozen in the middle of a transaction: its ROLLBACK must not wait either.
  BOOST_CHECK_THROW(database.write([&](postgres::transaction& t) {
    t.query("SELECT 1");
    if (frozen) BOOST_FAIL("it was tried again");
    frozen.emplace(t.query("SELECT pg_backend_pid()")[0][0].as<int>());
    t.query("SELECT 1");
  }),
                    domain::unavailable);
  BOOST_TEST(one(database) == 1);
}

BOOST_AUTO_TEST_CASE(no_connection_is_waited_for_longer_than_the_work_has_time) {
  postgres::pool_options options;
  options.connection.conninfo = conninfo();
  options.size = 1;
  options.acquire_deadline = 60s;
  postgres::connection_pool small{options};
  const auto held = small.acquire();
  const domain::work_deadline limit{std::chrono::steady_clock::now() + 1ms};
  BOOST_CHECK_EXCEPTION(small.acquire(), domain::unavailable,
                        [](const auto& e) { return is(e, domain::errc::overloaded); });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace connection_pool_test
