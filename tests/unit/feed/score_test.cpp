#include "domain/feed/score.hpp"

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>

namespace score_test {

using namespace homigo::domain;
using std::chrono::days;

namespace {

constexpr std::array ranking{factor::budget,          factor::occupancy,         factor::location,
                             factor::possession_date, factor::gender_preference, factor::property_type,
                             factor::lifestyle,       factor::furnishing};

/// A fifth of the budget is left, one of five kilometres is used, everything else agrees.
listing_score_inputs good_listing() {
  listing_score_inputs in;
  in.rent_monthly = 20'000;
  in.budget_max = 25'000;
  in.distance_m = 1'000;
  in.offered_type = in.wanted_type = property_type::_2bhk;
  in.furnished = furnishing::semi_furnished;
  in.wanted_furnishing = furnishing_preference::semi_furnished;
  return in;
}

double score(const listing_score_inputs& in) { return score_listing(in, {}).score; }

constexpr std::array welcome{occupation::student, occupation::software_engineer};

/// Welcome by occupation, 10 % above the budget, three of four habits agree, 26 days apart.
requirement_score_inputs fair_requirement() {
  requirement_score_inputs in;
  in.welcome_occupations = welcome;
  in.occupation = occupation::student;
  in.rent_monthly = 22'000;
  in.budget_max = 20'000;
  in.wishes = {food_preference::veg, yes_no_any::no, yes_no_any::any, std::nullopt};
  in.habits = {food_preference::veg, yes_no::yes, yes_no::yes, yes_no::yes};
  in.available_from = date{days{20'026}};
  in.move_in_date = date{days{20'000}};
  return in;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scores)

BOOST_AUTO_TEST_CASE(a_listing_gets_the_points_of_the_documents_pseudo_code) {
  const auto s = score_listing(good_listing(), {});
  BOOST_TEST(s.score == 71.0);  // 6 + 20 + 20 + 15 + 10
  BOOST_TEST((s.breakdown == listing_score_breakdown{6, 20, 20, 15, 10, 0}));
}

BOOST_AUTO_TEST_CASE(a_ranking_changes_the_weights_and_keeps_their_sum) {
  const auto w = weights_for(ranking);
  BOOST_TEST(w.budget == 42.857142857, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(w.location == 28.911564626, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(w.budget + w.location + w.lifestyle + w.property_type + w.furnishing == 100.0,
             boost::test_tools::tolerance(1e-12));
  const auto s = score_listing(good_listing(), w);
  BOOST_TEST((s.breakdown == listing_score_breakdown{8.57, 23.13, 12.24, 11.22, 4.76, 0}));
  // Rounded once, from the unrounded sum: the points shown add up to 59.92.
  BOOST_TEST(s.score == 59.93);
}

BOOST_AUTO_TEST_CASE(without_a_ranking_the_weights_are_the_documents) {
  const auto w = weights_for({});
  BOOST_TEST(w.budget == 30.0);
  BOOST_TEST(w.location == 25.0);
  BOOST_TEST(w.lifestyle == 20.0);
  BOOST_TEST(w.property_type == 15.0);
  BOOST_TEST(w.furnishing == 10.0);
}

BOOST_AUTO_TEST_CASE(a_rent_above_the_budget_gets_no_budget_points) {
  auto in = good_listing();
  in.rent_monthly = in.budget_max;
  BOOST_TEST(score(in) == 65.0);
  in.rent_monthly = in.budget_max + 1;
  BOOST_TEST(score(in) == 65.0);
}

BOOST_AUTO_TEST_CASE(five_kilometres_away_gets_no_location_points) {
  auto in = good_listing();
  in.distance_m = 4'999;
  BOOST_TEST(score(in) == 51.01);
  for (const int far : {5'000, 5'001, 100'000}) {
    in.distance_m = far;
    BOOST_TEST(score(in) == 51.0);
  }
}

BOOST_AUTO_TEST_CASE(each_disagreeing_wish_costs_a_fifth_of_lifestyle) {
  auto in = good_listing();
  in.wishes.smoking = yes_no_any::no;
  in.allowed.smoking = true;
  BOOST_TEST(score(in) == 67.0);
  in.wishes.pets = yes_no_any::yes;
  in.allowed.pets = false;
  BOOST_TEST(score(in) == 63.0);
}

BOOST_AUTO_TEST_CASE(a_wish_agrees_when_equal_any_or_not_told) {
  auto in = good_listing();
  in.wishes.smoking = yes_no_any::no;
  in.allowed.smoking = false;
  in.wishes.pets = yes_no_any::any;
  in.allowed.pets = false;
  in.allowed.drinking = true;
  BOOST_TEST(score(in) == 71.0);
}

BOOST_AUTO_TEST_CASE(furnishing_any_scores_full_and_another_one_nothing) {
  auto in = good_listing();
  in.wanted_furnishing = furnishing_preference::any;
  BOOST_TEST(score(in) == 71.0);
  in.wanted_furnishing = furnishing_preference::unfurnished;
  BOOST_TEST(score(in) == 61.0);
}

BOOST_AUTO_TEST_CASE(the_bonus_needs_both_verifications_and_the_score_ends_at_100) {
  auto in = good_listing();
  in.host_fully_verified = true;
  BOOST_TEST(score(in) == 71.0);
  in.photos_verified = true;
  BOOST_TEST(score(in) == 76.0);
  in.rent_monthly = 1;
  in.distance_m = 0;
  BOOST_TEST(score(in) == 100.0);
}

BOOST_AUTO_TEST_CASE(a_requirement_gets_the_points_of_the_hosts_four_factors) {
  const auto s = score_requirement(fair_requirement());
  BOOST_TEST(s.score == 71.25);  // 30 + 12.5 + 18.75 + 10
  BOOST_TEST((s.breakdown == requirement_score_breakdown{30, 12.5, 18.75, 10}));
}

BOOST_AUTO_TEST_CASE(any_occupation_is_welcome_where_none_is_preferred) {
  auto in = fair_requirement();
  in.occupation = occupation::business;
  BOOST_TEST(score_requirement(in).breakdown.occupation == 0.0);
  in.occupation = std::nullopt;
  BOOST_TEST(score_requirement(in).breakdown.occupation == 0.0);
  in.welcome_occupations = {};
  BOOST_TEST(score_requirement(in).breakdown.occupation == 30.0);
}

BOOST_AUTO_TEST_CASE(budget_points_fall_to_nothing_at_20_percent_above) {
  auto in = fair_requirement();
  for (const auto& [rent, points] :
       {std::pair{20'000, 25.0}, {20'001, 24.99}, {23'999, 0.01}, {24'000, 0.0}, {90'000, 0.0}}) {
    in.rent_monthly = rent;
    BOOST_TEST(score_requirement(in).breakdown.budget == points);
  }
}

BOOST_AUTO_TEST_CASE(the_greatest_amounts_do_not_overflow) {
  auto in = fair_requirement();
  in.rent_monthly = in.budget_max = 2'000'000'000;
  BOOST_TEST(score_requirement(in).breakdown.budget == 25.0);
  in.rent_monthly = 2'100'000'000;
  BOOST_TEST(score_requirement(in).breakdown.budget == 18.75);
}

BOOST_AUTO_TEST_CASE(date_points_are_full_for_a_week_and_gone_after_45_days_either_way) {
  auto in = fair_requirement();
  for (const auto& [apart, points] : {std::pair{0, 20.0}, {7, 20.0}, {8, 19.47}, {44, 0.53}, {45, 0.0}, {400, 0.0}})
    for (const int sign : {1, -1}) {
      in.available_from = in.move_in_date + days{sign * apart};
      BOOST_TEST(score_requirement(in).breakdown.possession_date == points);
    }
}

BOOST_AUTO_TEST_CASE(food_any_on_either_side_agrees) {
  auto in = fair_requirement();
  in.habits.food = food_preference::any;
  BOOST_TEST(score_requirement(in).breakdown.lifestyle == 18.75);
  in.habits.food = food_preference::non_veg;
  BOOST_TEST(score_requirement(in).breakdown.lifestyle == 12.5);
  in.wishes.food = food_preference::any;
  BOOST_TEST(score_requirement(in).breakdown.lifestyle == 18.75);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace score_test
