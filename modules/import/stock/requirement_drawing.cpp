#include "modules/import/stock/requirement_drawing.hpp"

#include <array>
#include <utility>

namespace homigo::stock {
namespace {

using domain::requirement_content;

constexpr std::array radii_km{2.0, 3.0, 5.0, 8.0, 10.0, 15.0};
constexpr std::array radius_weights{8.0, 15.0, 30.0, 17.0, 22.0, 8.0};

std::optional<domain::yes_no_any> draw_wish(dice& chance) {
  if (chance.chance(0.5)) return std::nullopt;
  constexpr std::array weights{35.0, 35.0, 30.0};
  return static_cast<domain::yes_no_any>(chance.weighted(weights));
}

std::vector<domain::factor> draw_priorities(dice& chance) {
  std::vector<domain::factor> ranked(8);
  for (int i = 0; i < 8; ++i) ranked[static_cast<std::size_t>(i)] = static_cast<domain::factor>(i);
  for (int i = 7; i > 0; --i)
    std::swap(ranked[static_cast<std::size_t>(i)], ranked[static_cast<std::size_t>(chance.between(0, i))]);
  return ranked;
}

void draw_budget(dice& chance, const spot& where, requirement_content& out) {
  const double affordable = draw_rent(chance, where, out.property_type);
  out.budget_max = rounded_rupees(affordable * chance.between(1.0, 1.35));
  out.budget_min = chance.chance(0.15) ? 0 : rounded_rupees(out.budget_max * chance.between(0.4, 0.7));
}

void draw_place(dice& chance, const spot& where, requirement_content& out) {
  out.preferred_location = where.place;
  out.radius_km = radii_km[chance.weighted(radius_weights)];
  out.preferred_localities.emplace_back(where.locality->name);
  const auto& another = chance.one_of(where.city->sub_centres);
  if (&another != where.locality) out.preferred_localities.emplace_back(another.name);
}

domain::gender_preference draw_company(dice& chance, domain::gender gender) {
  using enum domain::gender_preference;
  if (gender == domain::gender::other || chance.chance(0.7)) return any;
  return gender == domain::gender::female ? female : male;
}

}  // namespace

requirement_content draw_requirement(dice& chance, domain::gender gender, domain::date today) {
  requirement_content out;
  const auto where = draw_spot(chance, draw_metro(chance));
  out.property_type = draw_property_type(chance);
  out.occupancy_type = draw_occupancy(chance, out.property_type);
  draw_budget(chance, where, out);
  draw_place(chance, where, out);
  out.move_in_date = today + std::chrono::days{chance.between(0, 60)};
  out.gender_preference = draw_company(chance, gender);
  constexpr std::array furnishing_weights{45.0, 10.0, 25.0, 20.0};
  out.furnishing = static_cast<domain::furnishing_preference>(chance.weighted(furnishing_weights));
  for (auto* wish : {&out.lifestyle.smoking, &out.lifestyle.drinking, &out.lifestyle.non_veg, &out.lifestyle.pets,
                     &out.lifestyle.parties})
    *wish = draw_wish(chance);
  if (chance.chance(0.4)) out.priorities = draw_priorities(chance);
  if (chance.chance(0.3)) out.notes = "Looking for a place near " + std::string{where.locality->name} + ".";
  return out;
}

}  // namespace homigo::stock
