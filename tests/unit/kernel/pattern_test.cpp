#include "domain/kernel/described/pattern.hpp"

#include <boost/test/unit_test.hpp>
#include <regex>
#include <vector>

namespace pattern_test {

using namespace homigo::domain;

namespace {

struct examples {
  pattern form;
  std::vector<std::string> right;
  std::vector<std::string> wrong;
};

const std::vector<examples> all{
    {pattern::phone,
     {"+919812345678", "+12345678", "+123456789012345"},
     {"", "+", "919812345678", "+0919812345678", "+1234567", "+1234567890123456", "+91 9812345678", "+91981234567x"}},
    {pattern::email,
     {"a@b.in", "first.last+tag@mail.example.com", "o'brien@x-y.co"},
     {"", "a", "@b.in", "a@", "a@b", "a@.in", "a@b.", "a@b..in", "a b@c.in", "a@b@c.in", "a@b_c.in", "a@b.in\n",
      std::string(65, 'a') + "@b.in"}},
    {pattern::pincode, {"400076", "110001"}, {"", "040007", "40007", "4000761", "40007a", " 400076"}},
    {pattern::six_digits, {"000000", "123456"}, {"", "12345", "1234567", "12345x"}},
    {pattern::no_control, {"", "plain", "चाय"}, {"a\nb", "\t", "a\x7F", "\x01"}},
    {pattern::identifier, {"", "abc_DEF-123"}, {"a b", "a.b", "é"}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(patterns)

BOOST_AUTO_TEST_CASE(examples_match_or_not_and_the_published_expression_agrees) {
  for (const auto& e : all) {
    const std::regex expression{std::string{regular_expression(e.form)}};
    for (const auto& text : e.right) {
      BOOST_TEST(matches(e.form, text), text);
      BOOST_TEST(std::regex_match(text, expression), text);
    }
    for (const auto& text : e.wrong) {
      BOOST_TEST(!matches(e.form, text), text);
      BOOST_TEST(!std::regex_match(text, expression), text);
    }
    BOOST_TEST(!explanation(e.form).empty());
  }
}

BOOST_AUTO_TEST_CASE(an_address_longer_than_mail_allows_is_refused) {
  BOOST_TEST(matches(pattern::email, "a@" + std::string(249, 'b') + ".in"));
  BOOST_TEST(!matches(pattern::email, "a@" + std::string(250, 'b') + ".in"));
}

BOOST_AUTO_TEST_CASE(no_pattern_takes_everything) {
  BOOST_TEST(matches(pattern::none, std::string{"\0\n", 2}));
  BOOST_TEST(regular_expression(pattern::none).empty());
}

BOOST_AUTO_TEST_CASE(lengths_count_code_points) {
  BOOST_TEST(count_code_points("") == 0U);
  BOOST_TEST(count_code_points("चाय") == 3U);
  BOOST_TEST(count_code_points("a🏠b") == 3U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pattern_test
