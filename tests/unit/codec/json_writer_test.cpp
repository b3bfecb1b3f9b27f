#include "codec/json_writer.hpp"

#include <rapidjson/internal/dtoa.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "codec/json_reader.hpp"
#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "tests/unit/codec/samples.hpp"

namespace homigo::writer_test {

struct measured {
  double value = 0;
  std::optional<domain::raw_json> detail;
};
HOMIGO_DESCRIBED(measured, value, detail)
HOMIGO_TABLE(measured)

}  // namespace homigo::writer_test

namespace json_writer_test {

using namespace homigo;
using codec::audience;
using codec::to_json;
using writer_test::measured;

namespace {

domain::listing sample_listing() {
  domain::listing l;
  l.content = codec::read_json<domain::listing_content>(samples::listing_json).value();
  return l;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(json_writer)

BOOST_AUTO_TEST_CASE(a_listing_comes_back_as_it_was_written) {
  const auto l = sample_listing().content;
  BOOST_TEST((codec::read_json<domain::listing_content>(to_json(l, audience::owner)).value() == l));
}

BOOST_AUTO_TEST_CASE(a_requirement_comes_back_as_it_was_written) {
  const auto r = codec::read_json<domain::requirement_content>(samples::requirement_json).value();
  BOOST_TEST((codec::read_json<domain::requirement_content>(to_json(r, audience::owner)).value() == r));
}

BOOST_AUTO_TEST_CASE(numbers_have_the_shortest_digits_that_read_back_as_the_same_number) {
  const auto written = [](double value) { return to_json(measured{value, {}}); };
  const auto expected = [](double value) {
    char digits[32];
    return R"({"value":)" + std::string(digits, rapidjson::internal::dtoa(value, digits)) + R"(,"detail":null})";
  };
  for (int hundredths = -20'000; hundredths <= 20'000; ++hundredths) {
    const double value = hundredths / 100.0;
    BOOST_REQUIRE_EQUAL(written(value), expected(value));
    const double next = std::nextafter(value, 1e9);
    BOOST_REQUIRE_EQUAL(written(next), expected(next));
  }
  for (const double value : {-0.0, 999'999'999.99, 1e9, -1e9, 1e21, 1e-7, 72.8777, 123'456'789.125, 0.1 + 0.2})
    BOOST_TEST(written(value) == expected(value));
}

BOOST_AUTO_TEST_CASE(the_content_stands_beside_the_other_fields_and_absent_is_null) {
  const auto json = to_json(sample_listing(), audience::owner);
  BOOST_TEST(holds(json, R"({"listing_id":"00000000-0000-0000-0000-000000000000",)"));
  BOOST_TEST(holds(json, R"("status":"draft","title":"Bright two rooms")"));
  BOOST_TEST(!holds(json, R"("content")"));
  BOOST_TEST(holds(json, R"("total_floors":null)"));
  BOOST_TEST(holds(json, R"("published_at":null)"));
  BOOST_TEST(holds(json, R"("created_at":"1970-01-01T00:00:00.000Z")"));
  BOOST_TEST(holds(json, R"("property_type":"2bhk")"));
  BOOST_TEST(holds(json, R"("occupancy_type":"double")"));
  BOOST_TEST(holds(json, R"("description":"Near the lake.\nQuiet.")"));
}

BOOST_AUTO_TEST_CASE(everyone_sees_no_street_and_a_place_to_a_kilometre) {
  const auto json = to_json(sample_listing(), audience::everyone);
  BOOST_TEST(!holds(json, "Lake Road"));
  BOOST_TEST(!holds(json, "line1"));
  BOOST_TEST(!holds(json, "line2"));
  BOOST_TEST(!holds(json, "19.1176"));
  BOOST_TEST(holds(json, R"("location":{"latitude":19.12,"longitude":72.91})"));
  BOOST_TEST(holds(json, R"("locality":"Powai")"));
  BOOST_TEST(
      holds(to_json(sample_listing(), audience::owner), R"("location":{"latitude":19.11763,"longitude":72.90605})"));
}

BOOST_AUTO_TEST_CASE(a_listing_written_without_saying_for_whom_has_neither_address_nor_exact_place) {
  const auto shown = to_json(sample_listing());
  BOOST_TEST(shown == to_json(sample_listing(), audience::everyone));
  BOOST_TEST(!holds(shown, "Lake Road"));
  BOOST_TEST(!holds(shown, "19.1176"));
}

BOOST_AUTO_TEST_CASE(everyone_sees_a_requirements_place_rounded) {
  domain::requirement r;
  r.content = codec::read_json<domain::requirement_content>(samples::requirement_json).value();
  BOOST_TEST(holds(to_json(r, audience::everyone), R"("preferred_location":{"latitude":19.08,"longitude":72.88})"));
}

BOOST_AUTO_TEST_CASE(columns_are_flat_and_places_are_ewkt) {
  std::string json;
  const auto l = sample_listing().content;
  codec::append_columns(json, domain::descriptor<domain::listing_content>(), &l);
  BOOST_TEST(holds(json, R"("address_line1":"12 Lake Road","address_line2":null,"locality":"Powai")"));
  BOOST_TEST(holds(json, R"x("coordinates":"SRID=4326;POINT(72.90605 19.11763)")x"));
  BOOST_TEST(holds(json, R"("pets_allowed":true)"));
  BOOST_TEST(!holds(json, R"("address":)"));
  BOOST_TEST(!holds(json, R"("rules":)"));
}

BOOST_AUTO_TEST_CASE(what_json_cannot_say_is_null) {
  for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    BOOST_TEST(to_json(measured{value, {}}) == R"({"value":null,"detail":null})");
}

BOOST_AUTO_TEST_CASE(raw_json_is_written_as_it_is) {
  BOOST_TEST(to_json(measured{0.1, domain::raw_json{R"({"a":[1]})"}}) == R"({"value":0.1,"detail":{"a":[1]}})");
}

BOOST_AUTO_TEST_CASE(texts_are_escaped) {
  std::string out;
  codec::append_quoted(out, "a\"b\\c\x01\n🏠");
  BOOST_TEST(out == "\"a\\\"b\\\\c\\u0001\\n🏠\"");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace json_writer_test
