#include "bench/demo/wish.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace homigo::demo {
namespace {

using domain::yes_no_any;

/// Rents are thought of in whole hundreds.
std::int32_t hundreds(double rupees) { return static_cast<std::int32_t>(std::lround(rupees / 100)) * 100; }

double micro_degrees(double degrees) { return std::round(degrees * 1e6) / 1e6; }

template <class E>
std::optional<E> maybe(dice& chance, std::initializer_list<E> values) {
  if (chance.chance(0.4)) return std::nullopt;
  return chance.one_of(std::vector<E>{values});
}

domain::lifestyle draw_lifestyle(dice& chance) {
  using enum yes_no_any;
  domain::lifestyle life;
  for (auto* wish : {&life.smoking, &life.drinking, &life.non_veg, &life.pets, &life.parties})
    *wish = maybe(chance, {yes, no, any});
  return life;
}

std::vector<domain::factor> draw_priorities(dice& chance) {
  using enum domain::factor;
  std::vector<domain::factor> ranked{budget,        occupancy, location,  possession_date, gender_preference,
                                     property_type, lifestyle, furnishing};
  for (std::size_t left = ranked.size(); left > 1; --left)
    std::swap(ranked[left - 1], ranked[static_cast<std::size_t>(chance.between(0, static_cast<int>(left) - 1))]);
  return ranked;
}

}  // namespace

domain::tenant_profile_content draw_profile(dice& chance) {
  using enum domain::occupation;
  using domain::food_preference;
  using domain::gender;
  using domain::yes_no;
  domain::tenant_profile_content profile;
  profile.occupation =
      chance.one_of(std::vector{student, software_engineer, professional, business, government, freelancer});
  profile.age = chance.between(19, 45);
  profile.gender = chance.one_of(std::vector{gender::male, gender::female});
  profile.food_preference = maybe(chance, {food_preference::veg, food_preference::non_veg, food_preference::any});
  profile.smoking = maybe(chance, {yes_no::yes, yes_no::no});
  profile.drinking = maybe(chance, {yes_no::yes, yes_no::no});
  profile.pets = maybe(chance, {yes_no::yes, yes_no::no});
  return profile;
}

domain::requirement_content draw_wish(dice& chance, const advert& around, domain::date today) {
  using enum domain::property_type;
  domain::requirement_content wish;
  const double rent = std::max(around.rent_monthly, 1000);
  wish.budget_min = std::min(hundreds(rent * chance.between(0.4, 0.8)), around.rent_monthly);
  wish.budget_max = hundreds(rent * chance.between(1.1, 1.8)) + 100;
  wish.preferred_location = {micro_degrees(around.location.latitude + chance.between(-0.02, 0.02)),
                             micro_degrees(around.location.longitude + chance.between(-0.02, 0.02))};
  wish.radius_km = chance.between(5, 15);
  if (chance.chance(0.5)) wish.preferred_localities.push_back(around.locality);
  wish.occupancy_type = around.occupancy_type;
  wish.move_in_date = today + std::chrono::days{chance.between(5, 60)};
  wish.gender_preference = domain::gender_preference::any;
  wish.property_type = chance.chance(0.75) ? around.property_type : chance.one_of(std::vector{_1bhk, _2bhk, _3bhk});
  wish.furnishing = chance.chance(0.5) ? domain::furnishing_preference::any : around.furnishing;
  wish.lifestyle = draw_lifestyle(chance);
  if (chance.chance(0.2)) wish.priorities = draw_priorities(chance);
  return wish;
}

}  // namespace homigo::demo
