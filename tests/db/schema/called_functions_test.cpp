// What programs call in the database is registered with its signature (called_function), and neither changes: nodes of
// two releases may run side by side.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "support/database.hpp"

namespace called_functions_test {

using namespace homigo::tests;

namespace {

namespace fs = std::filesystem;

const std::string our_functions =
    "pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d"
    " WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')";

/// Where statements stand: the stores of the platform and of the modules, and the server itself.
std::string statements() {
  const auto root = fs::path{HOMIGO_SQL_FOLDER}.parent_path();
  std::ostringstream all;
  for (const auto* folder : {"app", "persistence/postgres", "modules"})
    for (const auto& entry : fs::recursive_directory_iterator{root / folder})
      if (entry.path().extension() == ".cpp" &&
          (folder != std::string{"modules"} || entry.path().parent_path().filename() == "sql"))
        all << std::ifstream{entry.path()}.rdbuf();
  return all.str();
}

bool calls(const std::string& code, const std::string& function) {
  return std::regex_search(code, std::regex{"(\\b" + function + "\\()|(\"" + function + "\")"});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(called_functions)

BOOST_AUTO_TEST_CASE(each_stands_in_the_database_as_it_was_released) {
  migrated_database database;
  BOOST_TEST(database.execute("SELECT coalesce(string_agg(f.name || '(' || f.arguments || ') ' || f.result, '; '), '')"
                              " FROM called_function f WHERE NOT EXISTS (SELECT FROM pg_proc p WHERE p.proname = f.name"
                              " AND pg_get_function_arguments(p.oid) = f.arguments"
                              " AND pg_get_function_result(p.oid) = f.result)") == "");
}

BOOST_AUTO_TEST_CASE(whatever_a_program_calls_is_registered) {
  migrated_database database;
  const auto code = statements();
  std::istringstream names{
      database.execute("SELECT string_agg(DISTINCT p.proname, ' ') FROM " + our_functions +
                       " AND NOT EXISTS (SELECT FROM called_function f WHERE f.name = p.proname)")};
  int others = 0;
  for (std::string name; names >> name; ++others) BOOST_TEST(!calls(code, name), name);
  BOOST_TEST(others > 20);
  BOOST_TEST(calls(code, "homigo_commit_v1"));
  BOOST_TEST(calls(code, "accounts_changed"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace called_functions_test
