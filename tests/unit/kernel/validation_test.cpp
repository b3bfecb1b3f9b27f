#include "domain/kernel/described/validation.hpp"

#include <boost/test/unit_test.hpp>
#include <limits>
#include <map>
#include <optional>

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::validation_test {

using domain::field;
using domain::pattern;
using domain::rules;

struct corner {
  double angle = 1;
  domain::geo_point place;
};
HOMIGO_DESCRIBED(corner, angle, place)
constexpr auto rules_of(const corner*) { return rules(field("angle").range(0, 360)); }
HOMIGO_TABLE(corner)

struct shape {
  std::string name = "abc";
  std::optional<std::int32_t> sides;
  std::vector<corner> corners;
  std::vector<std::string> tags;
  corner main;
};
HOMIGO_DESCRIBED(shape, name, sides, corners, tags, main)
constexpr auto rules_of(const shape*) {
  return rules(field("name").length(2, 4).matching(pattern::identifier), field("sides").range(3, 9),
               field("corners").length(0, 2));
}
void cross_checks(const shape& s, std::vector<domain::field_error>& errors) {
  if (s.sides && static_cast<std::size_t>(*s.sides) < s.corners.size())
    errors.push_back({"/sides", "inconsistent", "must not be less than corners"});
}
HOMIGO_TABLE(shape)

}  // namespace homigo::validation_test

namespace validation_suite {

using namespace homigo;
using validation_test::corner;
using validation_test::shape;

namespace {

std::multimap<std::string, std::string> errors_of(const shape& s) {
  std::multimap<std::string, std::string> errors;
  for (const auto& e : domain::validate(s)) errors.emplace(e.pointer, e.code);
  return errors;
}
using expected_errors = std::multimap<std::string, std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(validation)

BOOST_AUTO_TEST_CASE(a_valid_object_has_no_errors) { BOOST_TEST(errors_of({}).empty()); }

BOOST_AUTO_TEST_CASE(lengths_are_counted_in_characters) {
  shape s;
  s.name = "a";
  BOOST_TEST((errors_of(s) == expected_errors{{"/name", "too_short"}}));
  s.name = "abcde";
  BOOST_TEST((errors_of(s) == expected_errors{{"/name", "too_long"}}));
  s.name = "éééé";  // eight bytes
  BOOST_TEST((errors_of(s) == expected_errors{{"/name", "invalid_format"}}));
}

BOOST_AUTO_TEST_CASE(nul_is_refused_before_any_form) {
  shape s;
  s.name = std::string{"a\0b", 3};
  BOOST_TEST((errors_of(s) == expected_errors{{"/name", "invalid_character"}}));
}

BOOST_AUTO_TEST_CASE(absent_values_are_not_checked_and_present_ones_are) {
  shape s;
  for (const auto& [sides, valid] : {std::pair{2, false}, {3, true}, {9, true}, {10, false}}) {
    s.sides = sides;
    BOOST_TEST(errors_of(s).empty() == valid);
  }
}

BOOST_AUTO_TEST_CASE(numbers_that_are_none_are_out_of_range) {
  shape s;
  for (const double angle :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -0.1, 360.1}) {
    s.main.angle = angle;
    BOOST_TEST((errors_of(s) == expected_errors{{"/main/angle", "out_of_range"}}));
  }
  s.main.angle = 0;
  s.main.place = {90.1, std::numeric_limits<double>::quiet_NaN()};
  BOOST_TEST((errors_of(s) ==
              expected_errors{{"/main/place/latitude", "out_of_range"}, {"/main/place/longitude", "out_of_range"}}));
}

BOOST_AUTO_TEST_CASE(items_are_checked_with_their_position_and_all_errors_are_told) {
  shape s;
  s.name = "!";
  s.corners = {corner{}, corner{-1, {}}};
  s.sides = 1;
  s.tags = {"good", "", "bell\a"};
  BOOST_TEST((errors_of(s) == expected_errors{{"/name", "too_short"},
                                              {"/sides", "out_of_range"},
                                              {"/corners/1/angle", "out_of_range"},
                                              {"/tags/1", "too_short"},
                                              {"/tags/2", "invalid_character"}}));
}

BOOST_AUTO_TEST_CASE(a_list_that_is_too_long_is_one_error) {
  shape s;
  s.tags.assign(100'000, "");
  BOOST_TEST((errors_of(s) == expected_errors{{"/tags", "too_long"}}));
  s.tags = {};
  s.corners.assign(3, corner{-1, {}});
  BOOST_TEST((errors_of(s) == expected_errors{{"/corners", "too_long"}}));
}

BOOST_AUTO_TEST_CASE(pointers_are_prefixed_and_escaped) {
  shape s;
  s.name = "a";
  const auto errors = domain::validate(domain::descriptor<shape>(), &s, "/items/0");
  BOOST_TEST(errors.at(0).pointer == "/items/0/name");
  BOOST_TEST(domain::pointer_token("a/b~c") == "/a~1b~0c");
}

BOOST_AUTO_TEST_CASE(messages_name_the_borders) {
  shape s;
  s.sides = 1;
  BOOST_TEST(domain::validate(s).at(0).message == "must be between 3 and 9");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace validation_suite
