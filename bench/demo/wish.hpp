// What demo tenants are like and what they look for, drawn around advertisements that exist.
#pragma once

#include <span>
#include <string>

#include "bench/demo/dice.hpp"
#include "domain/postings/requirement.hpp"
#include "domain/users/profile.hpp"

namespace homigo::demo {

/// What is read of a live listing.
struct advert {
  domain::uuid listing_id{};
  domain::uuid host_id{};
  std::int32_t rent_monthly = 0;
  domain::geo_point location;
  std::string locality;
  domain::occupancy_type occupancy_type{};
  domain::property_type property_type{};
  domain::furnishing_preference furnishing{};
};

domain::tenant_profile_content draw_profile(dice& chance);

/// Somebody whom this advertisement and its neighbours may suit: the rent lies within the budget, the place within the
/// radius; type and furnishing fit often, not always.
domain::requirement_content draw_wish(dice& chance, const advert& around, domain::date today);

}  // namespace homigo::demo
