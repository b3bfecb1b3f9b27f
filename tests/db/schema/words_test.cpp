// Functions of the database hold no words for people: those are templates (gateways/messages), filled in when they are
// shown.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "support/database.hpp"

namespace words_test {

using namespace homigo::tests;

namespace {

/// The first literal with two words side by side; "" without one. What developers and operators read is passed over:
/// comments, COMMENT ON, RAISE, and SQL that is put together.
std::string prose_in(const std::string& sql) {
  static const std::regex token{R"(--[^\n]*|'(?:[^']|'')*'|COMMENT ON|RAISE|EXECUTE|format\(|;)"};
  static const std::regex words{R"([A-Za-z]{2,}[,.!?]? [A-Za-z]{2,})"};
  std::string last;  // the word that says for whom a literal is
  for (std::sregex_iterator at{sql.begin(), sql.end(), token}, end; at != end; ++at) {
    const auto text = at->str();
    if (text.starts_with('-')) continue;
    if (!text.starts_with('\'')) {
      last = text == ";" ? "" : text;
      continue;
    }
    if (last.empty() && std::regex_search(text, words)) return text;
    if (last == "format(" || last == "EXECUTE") last.clear();
  }
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(words_of_functions)

BOOST_AUTO_TEST_CASE(no_function_of_the_database_holds_words_for_people) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator{std::filesystem::path{HOMIGO_SQL_FOLDER} / "functions"}) {
    if (entry.path().extension() != ".sql") continue;
    std::ostringstream text;
    text << std::ifstream{entry.path()}.rdbuf();
    BOOST_TEST(prose_in(text.str()) == "", entry.path());
    ++files;
  }
  BOOST_TEST(files > 5);
}

BOOST_AUTO_TEST_CASE(words_are_found_and_what_is_not_told_to_people_is_passed_over) {
  BOOST_TEST(prose_in("SELECT 'like_received', 'Have a look, and like back.';") == "'Have a look, and like back.'");
  BOOST_TEST(prose_in("RAISE EXCEPTION 'an entity has moved on' USING ERRCODE = 'HF002'; -- it's so\n"
                      "COMMENT ON FUNCTION f IS 'What it does'; EXECUTE format('UPDATE %I SET x', t);") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace words_test
