#include "codec/utf8.hpp"

#include <boost/test/unit_test.hpp>

namespace utf8_test {

using namespace homigo;

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(octets_that_are_no_text_become_replacement_characters) {
  BOOST_TEST(codec::as_text("T\xE9l") == "T\uFFFDl");
  BOOST_TEST(codec::as_text("\xFF\xFE") == "\uFFFD\uFFFD");
  BOOST_TEST(codec::as_text("cut \xE0\xA4") == "cut \uFFFD\uFFFD");
}

BOOST_AUTO_TEST_CASE(text_stays_and_controls_become_blanks) {
  BOOST_TEST(codec::as_text("Mozilla \u092e\u0941") == "Mozilla \u092e\u0941");
  BOOST_TEST(codec::as_text(std::string_view{"a\0b\tc\x7F", 6}) == "a b c ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace utf8_test
