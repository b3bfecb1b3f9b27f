#include <boost/test/unit_test.hpp>

#include <pqxx/except>
#include <pqxx/result>
#include <pqxx/row>

#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "support/database.hpp"

namespace transaction_test {

using namespace homigo;
using namespace homigo::tests;

BOOST_FIXTURE_TEST_SUITE(transaction, migrated_database)

BOOST_AUTO_TEST_CASE(work_that_throws_leaves_nothing_behind) {
  postgres::database database{pool()};
  const auto work = [](postgres::transaction& t) {
    t.execute("INSERT INTO change_log (kind, key) VALUES ('x', gen_random_uuid())");
    throw std::logic_error("stop");
  };
  BOOST_CHECK_THROW(database.write(work), std::logic_error);
  BOOST_TEST(execute("SELECT count(*) FROM change_log") == "0");
}

BOOST_AUTO_TEST_CASE(a_conflict_is_tried_five_times_in_all) {
  postgres::database database{pool()};
  int tries = 0;
  const auto fail_until = [&](int last) {
    return [&tries, last](postgres::transaction& t) {
      if (++tries < last) t.query("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$");
    };
  };
  database.write(fail_until(5));
  BOOST_TEST(tries == 5);
  tries = 0;
  BOOST_CHECK_THROW(database.write(fail_until(6)), domain::unavailable);
  BOOST_TEST(tries == 5);
}

BOOST_AUTO_TEST_CASE(reads_cannot_write) {
  postgres::database database{pool()};
  const auto work = [](postgres::transaction& t) {
    t.execute("INSERT INTO change_log (kind, key) VALUES ('x', gen_random_uuid())");
  };
  BOOST_CHECK_THROW(database.read(work), pqxx::sql_error);
}

BOOST_AUTO_TEST_CASE(parameters_arrive_as_they_are) {
  postgres::database database{pool()};
  const std::string nasty = "it's \"quoted\" \\x00 $1 ; DROP TABLE users; -- ग";
  const auto row = database.read([&](postgres::transaction& t) {
    return t.query("SELECT $1::text, $2::bytea = '\\x00ff'::bytea, $3::int IS NULL, $4::float8 = 0.1, $5::boolean",
                   {nasty, domain::bytes{0, 255}, std::optional<int>{}, 0.1, true});
  });
  BOOST_TEST(row[0][0].c_str() == nasty);
  for (int i = 1; i < 5; ++i) BOOST_TEST(row[0][i].as<bool>());
}

BOOST_AUTO_TEST_CASE(copied_rows_arrive_as_they_are) {
  postgres::database database{pool()};
  const std::string nasty = "tab\t line\n return\r \\N \\. \\ \"quoted\" ग";
  database.write([&](postgres::transaction& t) {
    t.execute("CREATE TEMPORARY TABLE copied (number integer, words text) ON COMMIT DROP");
    t.copy("copied", {"number", "words"}, {{1, nasty}, {2, nullptr}, {nullptr, ""}, {3, "\\N"}});
    const auto rows = t.query("SELECT words FROM copied ORDER BY number");
    BOOST_REQUIRE(rows.size() == 4U);
    BOOST_TEST(rows[0][0].c_str() == nasty);
    BOOST_TEST(rows[1][0].is_null());
    BOOST_TEST(rows[2][0].c_str() == "\\N");
    BOOST_TEST(!rows[3][0].is_null());
    BOOST_TEST(rows[3][0].c_str() == "");
  });
}

BOOST_AUTO_TEST_CASE(a_statement_is_prepared_once_for_a_connection_or_never) {
  constexpr auto ours = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%found again%'";
  for (const bool prepares : {true, false}) {
    postgres::connection_pool one{{{conninfo()}, 1, std::chrono::seconds{2}, prepares}};
    postgres::database database{one};
    const auto count = database.read([&](postgres::transaction& t) {
      for (int i = 0; i < 3; ++i) t.query("SELECT $1::integer AS \"found again\"", {i});
      t.plan_for_parameters();
      BOOST_TEST(t.query("SELECT $1::integer AS \"found again\"", {7})[0][0].as<int>() == 7);
      return t.query(ours)[0][0].as<int>();
    });
    // The question that counts them is one of them when it is prepared.
    BOOST_TEST(count == (prepares ? 2 : 0));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace transaction_test
