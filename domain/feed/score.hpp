// How well a listing and a requirement fit, seen from either side: 0 to 100 in hundredths, with the points of each
// factor. sql/functions/feed/compatibility.sql computes the same digits: whoever changes an expression here changes it
// there.
#pragma once

#include <optional>
#include <span>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/time/time.hpp"
#include "domain/postings/requirement.hpp"

namespace homigo::domain {

/// What a tenant's ranking makes of the five scoring factors; they sum to 100.
struct factor_weights {
  double budget = 30;
  double location = 25;
  double lifestyle = 20;
  double property_type = 15;
  double furnishing = 10;
};

/// `priorities`: all eight factors, the most important first, or none. Rank r multiplies by 1.5 − (r − 1)/7.
factor_weights weights_for(std::span<const factor> priorities);

/// What is allowed in a house.
struct permissions {
  bool smoking = false;
  bool drinking = false;
  bool non_veg = false;
  bool pets = false;
  bool parties = false;
};

struct listing_score_inputs {
  std::int32_t rent_monthly = 0;
  std::int32_t budget_max = 1;  // at least 1
  std::int32_t distance_m = 0;
  lifestyle wishes;
  permissions allowed;
  domain::property_type offered_type{};
  domain::property_type wanted_type{};
  domain::furnishing furnished{};
  furnishing_preference wanted_furnishing = furnishing_preference::any;
  bool host_fully_verified = false;
  bool photos_verified = false;
};

/// `score_breakdown` of GET /feed/listings: points of each factor, rounded for showing.
struct listing_score_breakdown {
  double budget = 0;
  double location = 0;
  double lifestyle = 0;
  double property_type = 0;
  double furnishing = 0;
  double verification_bonus = 0;
  bool operator==(const listing_score_breakdown&) const = default;
};
HOMIGO_DESCRIBED(listing_score_breakdown, budget, location, lifestyle, property_type, furnishing, verification_bonus)

/// A tenant's score of a listing. It is rounded once, from the unrounded sum, so it may differ from the sum of the
/// points shown by a few hundredths.
struct listing_score {
  double score = 0;
  listing_score_breakdown breakdown;
};
listing_score score_listing(const listing_score_inputs& in, const factor_weights& weights);

/// What a host wishes of a tenant; absent or `any` = no wish.
struct habit_wishes {
  std::optional<food_preference> food;
  std::optional<yes_no_any> smoking;
  std::optional<yes_no_any> drinking;
  std::optional<yes_no_any> pets;
};
/// What a tenant tells; absent agrees with every wish.
struct tenant_habits {
  std::optional<food_preference> food;
  std::optional<yes_no> smoking;
  std::optional<yes_no> drinking;
  std::optional<yes_no> pets;
};

struct requirement_score_inputs {
  std::span<const domain::occupation> welcome_occupations;  // empty = all
  std::optional<domain::occupation> occupation;
  std::int32_t rent_monthly = 0;
  std::int32_t budget_max = 1;  // at least 1
  habit_wishes wishes;
  tenant_habits habits;
  date available_from{};
  date move_in_date{};
};

/// `score_breakdown` of GET /feed/requirements.
struct requirement_score_breakdown {
  double occupation = 0;
  double budget = 0;
  double lifestyle = 0;
  double possession_date = 0;
  bool operator==(const requirement_score_breakdown&) const = default;
};
HOMIGO_DESCRIBED(requirement_score_breakdown, occupation, budget, lifestyle, possession_date)

/// A host's score of a requirement.
struct requirement_score {
  double score = 0;
  requirement_score_breakdown breakdown;
};
requirement_score score_requirement(const requirement_score_inputs& in);

}  // namespace homigo::domain
