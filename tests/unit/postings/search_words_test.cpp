#include "domain/postings/search_words.hpp"

#include <boost/test/unit_test.hpp>

namespace search_words_test {

using homigo::domain::parted;

namespace {

std::string wanted(std::string_view question) { return parted(question).wanted.value_or("nothing"); }
std::string unwanted(std::string_view question) { return parted(question).unwanted.value_or("nothing"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(search_words)

BOOST_AUTO_TEST_CASE(a_word_with_a_minus_is_unwanted) {
  BOOST_TEST(wanted("flat -pets") == "flat");
  BOOST_TEST(unwanted("flat -pets") == "\"pets\"");
  BOOST_TEST(wanted("-pets flat  near   lake -smokers") == "flat near lake");
  BOOST_TEST(unwanted("-pets flat -smokers") == "\"pets\" or \"smokers\"");
}

BOOST_AUTO_TEST_CASE(phrases_stay_together) {
  BOOST_TEST(wanted("\"near the sea\" flat") == "\"near the sea\" flat");
  BOOST_TEST(unwanted("flat -\"ground floor\"") == "\"ground floor\"");
  BOOST_TEST(unwanted("flat -\"ground floor") == "\"ground floor\"");
}

BOOST_AUTO_TEST_CASE(a_minus_within_a_word_or_alone_excludes_nothing) {
  BOOST_TEST(wanted("semi-furnished - flat") == "semi-furnished flat");
  BOOST_TEST(unwanted("semi-furnished - flat") == "nothing");
}

BOOST_AUTO_TEST_CASE(nothing_wanted_is_no_condition) {
  BOOST_TEST(wanted("-pets") == "nothing");
  BOOST_TEST(wanted("   ") == "nothing");
  BOOST_TEST(wanted("") == "nothing");
  BOOST_TEST(unwanted("--pets -- -") == "\"pets\"");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace search_words_test
