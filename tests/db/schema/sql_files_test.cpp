// Runs the tests that are written in SQL: each file on a database of its own; what it raises is its failure.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/database.hpp"

namespace sql_files_test {

using namespace homigo::tests;

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sql_files)

BOOST_AUTO_TEST_CASE(every_sql_test_file_passes) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator{HOMIGO_TEST_SQL_FOLDER}) {
    BOOST_TEST_CONTEXT(entry.path().filename()) {
      migrated_database database;
      try {
        database.execute(text_of(entry.path()));
      } catch (const std::exception& e) {
        BOOST_ERROR(e.what());
      }
      ++files;
    }
  }
  BOOST_TEST(files >= 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace sql_files_test
