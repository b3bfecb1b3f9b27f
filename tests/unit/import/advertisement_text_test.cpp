#include "modules/import/advertisement_cleaning.hpp"

#include <boost/test/unit_test.hpp>

#include "codec/tabular_text.hpp"
#include "modules/import/advertisement_vocabulary.hpp"
#include "modules/import/written_number.hpp"

namespace advertisement_text_test {

using namespace homigo;
using modules::written_number;

BOOST_AUTO_TEST_SUITE(advertisement_text)

BOOST_AUTO_TEST_CASE(numbers_are_read_as_people_write_them) {
  for (const auto* text : {"120000", "1,20,000", "120,000", "1.2 lakh", "1.2L", "120k", "₹ 1,20,000/-", "Rs. 1,20,000",
                           "INR 120000 per month", "120000.0", "1.2 Lacs", "1\u00a020\u00a0000", "0.012 Cr"})
    BOOST_TEST(written_number(text).value_or(0) == 120000, text);
  BOOST_TEST(written_number("1,200 sq. ft.").value_or(0) == 1200);
  for (const auto* text : {"", "two", "20k-25k", "1,2", "12 apples", "k", "1e5", "nan", "inf", "0x10", "--5"})
    BOOST_TEST(!written_number(text).has_value(), text);
  BOOST_TEST(modules::written_degrees("19,0760").value_or(0) == 19.0760);
}

BOOST_AUTO_TEST_CASE(texts_are_made_fit_to_be_shown) {
  BOOST_TEST(modules::cleaned("flat  in in   Powai") == "flat in Powai");
  BOOST_TEST(modules::cleaned("HSR LAYOUT SECTOR-2") == "HSR Layout Sector-2");
  BOOST_TEST(modules::cleaned("HSR") == "HSR");
  BOOST_TEST(modules::cleaned("Walla Walla") == "Walla Walla");
  BOOST_TEST(modules::cleaned_place("in Andheri West") == "Andheri West");
  BOOST_TEST(modules::cleaned_place("Inderpuri") == "Inderpuri");
}

BOOST_AUTO_TEST_CASE(words_of_portals_are_understood) {
  BOOST_TEST(modules::rooms_of("2.0")->bhk == 2);
  BOOST_TEST(modules::rooms_of("3 BHK")->bhk == 3);
  BOOST_TEST(modules::rooms_of("Studio")->is_studio);
  BOOST_TEST(!modules::rooms_of("2.5").has_value());
  BOOST_TEST(modules::storeys_of("4th of 9")->floor == 4);
  BOOST_TEST(*modules::storeys_of("Ground/3")->of == 3);
  BOOST_TEST(modules::storeys_of("Upper Basement out of 2")->floor == -1);
  BOOST_TEST(!modules::storeys_of("penthouse").has_value());
  BOOST_TEST((modules::furnishing_of("SEMI FURNISHED") == domain::furnishing::semi_furnished));
  BOOST_TEST((modules::category_of("Agent") == domain::host_category::broker));
  BOOST_TEST((modules::date_of("18/05/2022") == modules::date_of("2022-05-18")));
  BOOST_TEST(modules::pincode_of("400 053.0") == "400053");
}

BOOST_AUTO_TEST_CASE(tables_are_recognised_by_what_they_hold) {
  BOOST_TEST(codec::separator_of("a;b,c;d\n1,2,3,4") == ';');
  BOOST_TEST(codec::separator_of("\"a,b\"\tc") == '\t');
  BOOST_TEST(codec::separator_of("city") == ',');
  using namespace std::string_literals;
  BOOST_TEST(codec::utf8_table("\xFF\xFE"s + "a\0;\0\x39\x20"s) == "a;\u2039");
  BOOST_TEST(codec::utf8_table("\xFE\xFF"s + "\xD8\x3C\xDF\xE0"s) == "\U0001F3E0");
  BOOST_TEST(codec::utf8_table("a\0b\0"s) == "ab");
  BOOST_TEST(codec::utf8_table("\xEF\xBB\xBF"
                               "a,b") ==
             "\xEF\xBB\xBF"
             "a,b");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace advertisement_text_test
