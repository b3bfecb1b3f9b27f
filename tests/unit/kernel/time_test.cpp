#include "domain/kernel/time/time.hpp"

#include <boost/test/unit_test.hpp>

namespace time_test {

using namespace homigo::domain;
using std::chrono::days;
using std::chrono::milliseconds;

BOOST_AUTO_TEST_SUITE(time_texts)

BOOST_AUTO_TEST_CASE(an_instant_is_written_in_utc_with_milliseconds) {
  BOOST_TEST(to_string(instant{milliseconds{0}}) == "1970-01-01T00:00:00.000Z");
  BOOST_TEST(to_string(instant{milliseconds{-1}}) == "1969-12-31T23:59:59.999Z");
  BOOST_TEST(to_string(*parse_instant("2026-11-22T10:15:30.123Z")) == "2026-11-22T10:15:30.123Z");
}

BOOST_AUTO_TEST_CASE(every_form_of_rfc_3339_is_read) {
  const auto same = *parse_instant("2026-11-22T10:15:30.120Z");
  for (const char* text :
       {"2026-11-22T10:15:30.12Z", "2026-11-22t10:15:30.1209999999999999z", "2026-11-22T15:45:30.12+05:30",
        "2026-11-21T23:45:30.12-10:30", "2026-11-22T10:15:30.12-00:00"})
    BOOST_TEST((parse_instant(text) == same), text);
  BOOST_TEST((parse_instant("2026-11-22T10:15:30Z") == same - milliseconds{120}));
}

BOOST_AUTO_TEST_CASE(what_is_no_instant_is_refused) {
  for (const char* text :
       {"", "2026-11-22", "2026-11-22T10:15Z", "2026-11-22T10:15:30", "2026-11-22 10:15:30Z", "2026-11-22T24:00:00Z",
        "2026-11-22T10:60:00Z", "2026-11-22T10:15:60Z", "2026-11-22T10:15:30.Z", "2026-11-22T10:15:30,5Z",
        "2026-11-22T10:15:30+0530", "2026-11-22T10:15:30+24:00", "2026-11-22T10:15:30Z ", " 2026-11-22T10:15:30Z",
        "2026-02-29T10:15:30Z", "+2026-11-22T10:15:30Z", "2026-11-22T-1:15:30Z"})
    BOOST_TEST(!parse_instant(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(an_offset_does_not_lead_out_of_the_years_1_to_9999) {
  BOOST_TEST(parse_instant("0001-01-01T00:00:00Z").has_value());
  BOOST_TEST(!parse_instant("0001-01-01T00:00:00+00:01").has_value());
  BOOST_TEST(parse_instant("9999-12-31T23:59:59.999Z").has_value());
  BOOST_TEST(!parse_instant("9999-12-31T23:59:59-00:01").has_value());
}

BOOST_AUTO_TEST_CASE(a_date_is_a_day_that_exists) {
  BOOST_TEST(to_string(*parse_date("2028-02-29")) == "2028-02-29");
  BOOST_TEST((parse_date("1970-01-02") == date{days{1}}));
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01",
                           "2026-01-01Z", "0000-01-01", "2026/01/01", ""})
    BOOST_TEST(!parse_date(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(the_day_in_india_changes_at_half_past_six_in_the_evening_utc) {
  BOOST_TEST(to_string(india_day(*parse_instant("2026-11-22T18:29:59.999Z"))) == "2026-11-22");
  BOOST_TEST(to_string(india_day(*parse_instant("2026-11-22T18:30:00Z"))) == "2026-11-23");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace time_test
