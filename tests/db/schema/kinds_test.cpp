// Each kind of item is registered once: the list in domain/engine/commit.hpp, the attributes of commit_items and the
// functions that are named after them say the same.
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "domain/engine/commit.hpp"
#include "domain/kernel/described/type_descriptor.hpp"
#include "support/database.hpp"

namespace kinds_test {

using namespace homigo;
using namespace homigo::tests;

BOOST_AUTO_TEST_SUITE(kinds_of_items)

BOOST_AUTO_TEST_CASE(the_database_judges_and_writes_every_kind_in_the_order_of_the_list) {
  migrated_database database;
  std::string described;
  for (const auto& field : domain::descriptor<domain::commit_items>().fields)
    described += std::string{field.name} + " ";
  BOOST_TEST(database.execute("SELECT string_agg(attname || ' ', '' ORDER BY attnum) FROM pg_attribute WHERE attrelid ="
                              " 'commit_items'::regclass AND attnum > 0") == described);
  std::istringstream kinds{described};
  for (std::string kind; kinds >> kind;)
    for (const auto* part : {"_needs", "_judged", "_written"})
      BOOST_TEST(database.execute("SELECT to_regproc('" + kind + part + "') IS NOT NULL") == "t", kind << part);
}

BOOST_AUTO_TEST_CASE(the_function_that_commits_names_every_kind_and_nothing_that_is_none) {
  migrated_database database;
  const auto code = database.execute("SELECT prosrc FROM pg_proc WHERE proname = 'homigo_commit_v1'");
  for (const auto& field : domain::descriptor<domain::commit_items>().fields)
    for (const auto* part : {"_needs(", "_judged(", "_written("})
      BOOST_TEST(code.find(std::string{field.name} + part) != code.npos, field.name << part);
  BOOST_TEST(code.find("{kind}") == code.npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kinds_test
