#include "domain/feed/score.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {
namespace {

constexpr std::int32_t location_reach_m = 5000;
constexpr std::int64_t full_date_points_days = 7;
constexpr std::int64_t no_date_points_days = 45;
constexpr double verification_points = 5;

double rounded(double points) { return std::floor(points * 100 + 0.5) / 100; }

double multiplier(std::span<const factor> priorities, factor wanted) {
  const auto at = std::ranges::find(priorities, wanted);
  if (at == priorities.end()) return 1;
  return 1.5 - static_cast<double>(at - priorities.begin()) / 7.0;
}

bool wish_agrees(std::optional<yes_no_any> wish, bool allowed) {
  return !wish || *wish == yes_no_any::any || (*wish == yes_no_any::yes) == allowed;
}

double agreeing_wishes(const lifestyle& wishes, const permissions& allowed) {
  const int agreeing = wish_agrees(wishes.smoking, allowed.smoking) + wish_agrees(wishes.drinking, allowed.drinking) +
                       wish_agrees(wishes.non_veg, allowed.non_veg) + wish_agrees(wishes.pets, allowed.pets) +
                       wish_agrees(wishes.parties, allowed.parties);
  return static_cast<double>(agreeing) / 5.0;
}

double budget_left(const listing_score_inputs& in) {
  if (in.rent_monthly > in.budget_max) return 0;
  return static_cast<double>(in.budget_max - in.rent_monthly) / static_cast<double>(in.budget_max);
}

double nearness(std::int32_t distance_m) {
  if (distance_m > location_reach_m) return 0;
  return static_cast<double>(location_reach_m - distance_m) / static_cast<double>(location_reach_m);
}

bool furnishing_agrees(furnishing_preference wanted, furnishing offered) {
  switch (wanted) {
    case furnishing_preference::any:
      return true;
    case furnishing_preference::unfurnished:
      return offered == furnishing::unfurnished;
    case furnishing_preference::semi_furnished:
      return offered == furnishing::semi_furnished;
    case furnishing_preference::fully_furnished:
      return offered == furnishing::fully_furnished;
  }
  return false;
}

bool food_agrees(std::optional<food_preference> wish, std::optional<food_preference> habit) {
  return !wish || *wish == food_preference::any || !habit || *habit == food_preference::any || *wish == *habit;
}

bool habit_agrees(std::optional<yes_no_any> wish, std::optional<yes_no> habit) {
  return !wish || *wish == yes_no_any::any || !habit || (*wish == yes_no_any::yes) == (*habit == yes_no::yes);
}

double agreeing_habits(const habit_wishes& wishes, const tenant_habits& habits) {
  const int agreeing = food_agrees(wishes.food, habits.food) + habit_agrees(wishes.smoking, habits.smoking) +
                       habit_agrees(wishes.drinking, habits.drinking) + habit_agrees(wishes.pets, habits.pets);
  return static_cast<double>(agreeing) / 4.0;
}

bool is_welcome(const requirement_score_inputs& in) {
  if (in.welcome_occupations.empty()) return true;
  return in.occupation && std::ranges::find(in.welcome_occupations, *in.occupation) != in.welcome_occupations.end();
}

/// Full up to the tenant's maximum, falling to nothing 20 % above: (6 max − 5 rent) / max.
double affordability(const requirement_score_inputs& in) {
  if (in.rent_monthly <= in.budget_max) return 1;
  const std::int64_t left = 6 * std::int64_t{in.budget_max} - 5 * std::int64_t{in.rent_monthly};
  return left <= 0 ? 0 : static_cast<double>(left) / static_cast<double>(in.budget_max);
}

double date_nearness(date available_from, date move_in_date) {
  const std::int64_t days = std::abs(std::int64_t{(available_from - move_in_date).count()});
  if (days <= full_date_points_days) return 1;
  if (days >= no_date_points_days) return 0;
  return static_cast<double>(no_date_points_days - days) /
         static_cast<double>(no_date_points_days - full_date_points_days);
}

}  // namespace

HOMIGO_TABLE(listing_score_breakdown)
HOMIGO_TABLE(requirement_score_breakdown)

factor_weights weights_for(std::span<const factor> priorities) {
  constexpr factor_weights base;
  factor_weights w{base.budget * multiplier(priorities, factor::budget),
                   base.location * multiplier(priorities, factor::location),
                   base.lifestyle * multiplier(priorities, factor::lifestyle),
                   base.property_type * multiplier(priorities, factor::property_type),
                   base.furnishing * multiplier(priorities, factor::furnishing)};
  const double total = w.budget + w.location + w.lifestyle + w.property_type + w.furnishing;
  for (double* weight : {&w.budget, &w.location, &w.lifestyle, &w.property_type, &w.furnishing})
    *weight = *weight * 100 / total;
  return w;
}

listing_score score_listing(const listing_score_inputs& in, const factor_weights& weights) {
  const double budget = budget_left(in) * weights.budget;
  const double location = nearness(in.distance_m) * weights.location;
  const double lifestyle = agreeing_wishes(in.wishes, in.allowed) * weights.lifestyle;
  const double type = (in.wanted_type == in.offered_type ? 1.0 : 0.0) * weights.property_type;
  const double furnishing = (furnishing_agrees(in.wanted_furnishing, in.furnished) ? 1.0 : 0.0) * weights.furnishing;
  const double bonus = in.host_fully_verified && in.photos_verified ? verification_points : 0;
  const double sum = budget + location + lifestyle + type + furnishing + bonus;
  return {rounded(std::min(sum, 100.0)),
          {rounded(budget), rounded(location), rounded(lifestyle), rounded(type), rounded(furnishing), bonus}};
}

requirement_score score_requirement(const requirement_score_inputs& in) {
  const double occupation = 30 * (is_welcome(in) ? 1.0 : 0.0);
  const double budget = 25 * affordability(in);
  const double lifestyle = 25 * agreeing_habits(in.wishes, in.habits);
  const double possession_date = 20 * date_nearness(in.available_from, in.move_in_date);
  return {rounded(occupation + budget + lifestyle + possession_date),
          {rounded(occupation), rounded(budget), rounded(lifestyle), rounded(possession_date)}};
}

}  // namespace homigo::domain
