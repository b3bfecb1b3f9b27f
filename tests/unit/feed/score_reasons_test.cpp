#include "domain/feed/score_reasons.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "domain/feed/score_maximum.hpp"

namespace score_reasons_test {

using namespace homigo::domain;

namespace {

bool says(const reason_list& reasons, std::string_view text) {
  return std::ranges::find(reasons, text) != reasons.end();
}

const auto full = maximum_of(factor_weights{});

}  // namespace

BOOST_AUTO_TEST_SUITE(score_reasons)

BOOST_AUTO_TEST_CASE(the_maxima_are_the_weights_and_the_bonus) {
  BOOST_TEST((full == listing_score_breakdown{30, 25, 20, 15, 10, 5}));
  BOOST_TEST((requirement_score_maximum() == requirement_score_breakdown{30, 25, 25, 20}));
  const auto ranked = maximum_of(weights_for(
      std::vector<factor>{factor::location, factor::budget, factor::property_type, factor::lifestyle,
                          factor::furnishing, factor::occupancy, factor::possession_date, factor::gender_preference}));
  BOOST_TEST(ranked.location > full.location);
  BOOST_TEST(ranked.budget + ranked.location + ranked.lifestyle + ranked.property_type + ranked.furnishing == 100.0,
             boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_CASE(full_points_and_none_have_different_reasons_for_every_factor) {
  const auto good = reasons_of(full, full), bad = reasons_of(listing_score_breakdown{}, full);
  BOOST_TEST(std::ranges::distance(good) == 6);
  BOOST_TEST(std::ranges::distance(bad) == 5);
  for (const auto reason : bad) BOOST_TEST(!says(good, reason), reason);
  const auto most = requirement_score_maximum();
  for (const auto reason : reasons_of(requirement_score_breakdown{}, most))
    BOOST_TEST(!says(reasons_of(most, most), reason));
}

BOOST_AUTO_TEST_CASE(a_reason_follows_the_points_of_its_factor) {
  auto points = full;
  points.location = full.location * 0.5;
  points.budget = full.budget * 0.25;
  const auto reasons = reasons_of(points, full);
  BOOST_TEST(says(reasons, "Within three kilometres of where you are looking"));
  BOOST_TEST(says(reasons, "At least 20 % below your maximum"));
  BOOST_TEST(says(reasons, "The type of home you are looking for"));
}

BOOST_AUTO_TEST_CASE(reasons_have_nothing_to_escape_in_json) {
  for (const auto reason : reasons_of(full, full)) BOOST_TEST(reason.find_first_of("\"\\\n") == reason.npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace score_reasons_test
