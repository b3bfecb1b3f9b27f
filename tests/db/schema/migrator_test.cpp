#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <fstream>
#include <future>

#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/schema/migrator.hpp"
#include "support/database.hpp"

namespace migrator_test {

using namespace homigo;
using namespace homigo::tests;
namespace fs = std::filesystem;

namespace {

/// A folder of migrations that the test writes, beside an empty database.
struct world : empty_database {
  fs::path folder = fs::temp_directory_path() / (name() + "_sql");
  world() {
    fs::create_directories(folder / "migrations");
    fs::create_directories(folder / "functions");
    write("migrations/V001__things.sql", "CREATE TABLE things (id integer)");
    write("functions/count.sql", "CREATE OR REPLACE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
  }
  ~world() { fs::remove_all(folder); }
  void write(const std::string& file, const std::string& sql) const { std::ofstream{folder / file} << sql; }
  postgres::migration_report migrate() const { return postgres::migrate(conninfo(), folder); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(migrator, world)

BOOST_AUTO_TEST_CASE(every_migration_is_applied_once) {
  BOOST_TEST(migrate().applied == std::vector<int>{1}, boost::test_tools::per_element());
  write("migrations/V002__more.sql", "INSERT INTO things VALUES (1)");
  const auto second = migrate();
  BOOST_TEST(second.applied == std::vector<int>{2}, boost::test_tools::per_element());
  BOOST_TEST(second.version == 2);
  BOOST_TEST(migrate().applied.empty());
  BOOST_TEST(execute("SELECT count(*) FROM things") == "1");
}

BOOST_AUTO_TEST_CASE(functions_are_applied_anew_every_time) {
  migrate();
  write("functions/count.sql", "CREATE OR REPLACE FUNCTION answer() RETURNS integer LANGUAGE sql AS 'SELECT 2'");
  migrate();
  BOOST_TEST(execute("SELECT answer()") == "2");
}

BOOST_AUTO_TEST_CASE(a_failing_migration_leaves_nothing_and_can_be_repaired) {
  migrate();
  write("migrations/V002__broken.sql", "CREATE TABLE half (id integer); SELECT no_such_column");
  BOOST_CHECK_EXCEPTION(migrate(), postgres::schema_error,
                        [](const auto& e) { return std::string{e.what()}.find("Migration 2 (broken) failed") == 0; });
  BOOST_TEST(execute("SELECT to_regclass('half') IS NULL") == "t");
  write("migrations/V002__broken.sql", "CREATE TABLE half (id integer)");
  BOOST_TEST(migrate().version == 2);
}

BOOST_AUTO_TEST_CASE(a_newer_schema_is_refused_with_one_sentence) {
  migrate();
  execute("INSERT INTO schema_migrations (version, name, checksum) VALUES (7, 'future', 'x')");
  BOOST_CHECK_EXCEPTION(migrate(), postgres::schema_too_new, [](const auto& e) {
    return std::string{e.what()} ==
           "The database's schema has version 7, but this program knows only version 1; start a newer program.";
  });
}

BOOST_AUTO_TEST_CASE(an_edited_migration_is_refused) {
  migrate();
  write("migrations/V001__things.sql", "CREATE TABLE things (id bigint)");
  BOOST_CHECK_THROW(migrate(), postgres::migration_changed);
  fs::remove(folder / "migrations/V001__things.sql");
  write("migrations/V002__more.sql", "SELECT 1");
  BOOST_CHECK_THROW(migrate(), postgres::migration_changed);
}

BOOST_AUTO_TEST_CASE(a_program_of_another_release_refuses_to_serve_and_says_which_schema_it_needs) {
  const auto told = [&](const std::string& sentence) {
    BOOST_CHECK_EXCEPTION(postgres::require_schema(conninfo(), folder), postgres::schema_error,
                          [&](const auto& e) { return std::string{e.what()}.starts_with(sentence); });
  };
  told("The database has no schema, but this program needs version 1");
  migrate();
  BOOST_CHECK_NO_THROW(postgres::require_schema(conninfo(), folder));
  write("migrations/V002__more.sql", "SELECT 1");
  told("The database has a schema of version 1, but this program needs version 2");
  BOOST_TEST(execute("SELECT max(version) FROM schema_migrations") == "1");
  migrate();
  fs::remove(folder / "migrations/V002__more.sql");
  told("The database's schema has version 2, but this program knows only version 1");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_named_otherwise_is_refused) {
  write("migrations/2_more.sql", "SELECT 1");
  BOOST_CHECK_THROW(migrate(), postgres::schema_error);
}

BOOST_AUTO_TEST_CASE(two_at_once_apply_everything_once) {
  for (int i = 2; i < 10; ++i)
    write("migrations/V00" + std::to_string(i) + "__step.sql", "INSERT INTO things VALUES (" + std::to_string(i) + ")");
  auto other = std::async(std::launch::async, [this] { return migrate().applied.size(); });
  const auto here = migrate().applied.size();
  BOOST_TEST(here + other.get() == 9);
  BOOST_TEST(execute("SELECT count(*) FROM things") == "8");
}

BOOST_AUTO_TEST_CASE(without_a_server_it_is_unavailable) {
  BOOST_CHECK_THROW(postgres::migrate("host=/nonexistent", folder), domain::unavailable);
}

BOOST_AUTO_TEST_CASE(the_products_own_schema_is_complete_after_one_run) {
  const auto report = postgres::migrate(conninfo(), sql_folder());
  BOOST_TEST(!report.applied.empty());
  BOOST_TEST(postgres::migrate(conninfo(), sql_folder()).applied.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace migrator_test
