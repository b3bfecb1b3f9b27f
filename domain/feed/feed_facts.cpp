#include "domain/feed/feed_facts.hpp"

namespace homigo::domain {

listing_score_inputs inputs_of(const listing_facts& listing, const requirement_facts& requirement,
                               std::int32_t distance_m) {
  listing_score_inputs in;
  in.rent_monthly = listing.rule.rent_monthly;
  in.budget_max = requirement.rule.budget_max;
  in.distance_m = distance_m;
  in.wishes = requirement.wishes;
  in.allowed = listing.allowed;
  in.offered_type = listing.property_type;
  in.wanted_type = requirement.property_type;
  in.furnished = listing.furnishing;
  in.wanted_furnishing = requirement.furnishing;
  in.host_fully_verified = listing.host_fully_verified;
  in.photos_verified = listing.photos_verified;
  return in;
}

requirement_score_inputs inputs_of(const requirement_facts& requirement, const listing_facts& listing) {
  requirement_score_inputs in;
  in.welcome_occupations = listing.welcome_occupations;
  in.occupation = requirement.occupation;
  in.rent_monthly = listing.rule.rent_monthly;
  in.budget_max = requirement.rule.budget_max;
  in.wishes = listing.wishes;
  in.habits = requirement.habits;
  in.available_from = listing.rule.available_from;
  in.move_in_date = requirement.rule.move_in_date;
  return in;
}

}  // namespace homigo::domain
