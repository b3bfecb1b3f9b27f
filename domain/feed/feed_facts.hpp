// What the feed has to know of a posting and of its owner to decide, score and order: what storage reads for the index.
#pragma once

#include <vector>

#include "domain/feed/feed_rule.hpp"
#include "domain/feed/score.hpp"

namespace homigo::domain {

struct listing_facts {
  uuid listing_id{};
  feed_listing rule;
  geo_point location;  // the public one, as everything that strangers' answers come from
  bool is_premium = false;
  instant created_at{};
  domain::property_type property_type{};
  domain::furnishing furnishing{};
  permissions allowed;
  bool host_fully_verified = false;
  bool photos_verified = false;
  std::vector<occupation> welcome_occupations;  // empty = all
  habit_wishes wishes;
};

struct requirement_facts {
  uuid requirement_id{};
  feed_requirement rule;
  geo_point preferred_location;  // the public one
  bool is_premium = false;
  instant created_at{};
  domain::property_type property_type{};
  furnishing_preference furnishing = furnishing_preference::any;
  lifestyle wishes;
  std::vector<factor> priorities;  // all eight, the most important first, or none
  std::optional<domain::occupation> occupation;
  tenant_habits habits;
};

/// A listing's place in a requirement's feed; the key's id is the listing's.
struct ranked_listing {
  feed_key key;
  listing_score_breakdown breakdown;
  std::int32_t distance_m = 0;
  bool operator==(const ranked_listing&) const = default;
};
struct ranked_requirement {
  feed_key key;
  requirement_score_breakdown breakdown;
  std::int32_t distance_m = 0;
  bool operator==(const ranked_requirement&) const = default;
};

/// What a tenant scores the listing by, and a host the requirement; the latter refers to `listing`.
listing_score_inputs inputs_of(const listing_facts& listing, const requirement_facts& requirement,
                               std::int32_t distance_m);
requirement_score_inputs inputs_of(const requirement_facts& requirement, const listing_facts& listing);

}  // namespace homigo::domain
