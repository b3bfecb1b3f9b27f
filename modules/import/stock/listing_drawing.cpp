#include "modules/import/stock/listing_drawing.hpp"

#include <algorithm>
#include <array>

#include "modules/import/stock/listing_words.hpp"

namespace homigo::stock {
namespace {

using domain::listing_content;
using domain::property_type;
using std::chrono::days;

/// In the order of domain::property_type: middle size in square feet and how far it goes, storeys, bathrooms.
struct shape {
  const char* configuration;
  int area_from, area_to;
  int bathrooms;
};
constexpr std::array<shape, 8> shapes{{{"1 room", 100, 220, 1},
                                       {"1 RK", 220, 420, 1},
                                       {"1 BHK", 400, 750, 1},
                                       {"2 BHK", 750, 1300, 2},
                                       {"3 BHK", 1150, 2000, 3},
                                       {"4+ BHK", 1900, 3600, 4},
                                       {"Paying guest", 90, 200, 1},
                                       {"Villa", 1800, 4200, 4}}};

constexpr const char* amenity_names[] = {"lift",          "power_backup", "security", "gated_community", "gym",
                                         "swimming_pool", "wifi",         "ac",       "washing_machine", "fridge",
                                         "park",          "cctv",         "geyser",   "intercom"};

template <class E>
E weighted(dice& chance, std::initializer_list<double> weights) {
  return static_cast<E>(chance.weighted({weights.begin(), weights.size()}));
}

bool is_shared(property_type type) { return type == property_type::room || type == property_type::pg; }

void draw_place(dice& chance, const spot& where, listing_content& out) {
  auto& at = out.address;
  at.line1 = (is_shared(out.property_type) ? "House " : "Flat ") + std::to_string(chance.between(1, 999)) + ", " +
             std::to_string(chance.between(1, 40)) + " Main Road";
  at.locality = where.locality->name;
  at.city = where.city->name;
  at.state = where.city->state;
  const auto area = std::to_string(chance.between(1, 99));
  at.pincode = std::string{where.city->pincode_begins} + (area.size() == 1 ? "00" : "0") + area;
  out.location = where.place;
}

void draw_building(dice& chance, listing_content& out) {
  const auto& shape = shapes[static_cast<std::size_t>(out.property_type)];
  out.configuration = shape.configuration;
  out.rentable_area_sqft = chance.between(shape.area_from / 10, shape.area_to / 10) * 10;
  out.total_area_sqft = static_cast<std::int32_t>(out.rentable_area_sqft * chance.between(1.0, 1.3));
  out.bathrooms = std::max(1, shape.bathrooms - (chance.chance(0.3) ? 1 : 0));
  out.total_floors = out.property_type == property_type::villa ? chance.between(1, 3) : chance.between(2, 24);
  out.floor = chance.between(0, *out.total_floors);
  if (chance.chance(0.1)) out.floor.reset(), out.total_floors.reset();
  out.property_age_years = static_cast<std::int32_t>(30 * chance.fraction() * chance.fraction());
  out.furnishing = weighted<domain::furnishing>(chance, {28, 46, 26});
  out.bathroom_type = is_shared(out.property_type) && chance.chance(0.55) ? domain::bathroom_type::shared
                                                                          : domain::bathroom_type::attached;
  out.parking = weighted<domain::parking>(chance, {18, 34, 12, 36});
  out.water_supply = weighted<domain::water_supply>(chance, {45, 25, 8, 22});
  for (const auto* name : amenity_names)
    if (chance.chance(0.28)) out.amenities.emplace_back(name);
}

void draw_money(dice& chance, const spot& where, listing_content& out) {
  out.rent_monthly = draw_rent(chance, where, out.property_type);
  out.deposit = out.rent_monthly * (is_shared(out.property_type) ? chance.between(1, 2) : chance.between(2, 6));
  if (chance.chance(0.35)) out.brokerage = chance.chance(0.5) ? out.rent_monthly : out.rent_monthly / 2;
  if (chance.chance(0.15)) out.one_time_charges.push_back({"Painting", rounded_rupees(out.rent_monthly * 0.5)});
  if (chance.chance(0.4))
    out.recurring_charges.push_back({"Maintenance", rounded_rupees(out.rent_monthly * 0.08), chance.chance(0.4)});
}

void draw_rules(dice& chance, listing_content& out) {
  using enum domain::property_type;
  if (out.occupancy_type == domain::occupancy_type::family)
    out.gender_preference = domain::gender_preference::any;
  else
    out.gender_preference = out.property_type == pg ? weighted<domain::gender_preference>(chance, {15, 40, 45})
                                                    : weighted<domain::gender_preference>(chance, {70, 12, 18});
  out.rules.pets_allowed = chance.chance(0.35);
  out.rules.non_veg_allowed = chance.chance(0.65);
  out.rules.drinking_allowed = chance.chance(0.4);
  out.rules.smoking_allowed = chance.chance(0.3);
  out.rules.parties_allowed = chance.chance(0.2);
  out.rules.guest_policy = weighted<domain::guest_policy>(chance, {55, 35, 10});
}

std::optional<domain::preferred_tenant> draw_preferred_tenant(dice& chance) {
  if (!chance.chance(0.3)) return std::nullopt;
  domain::preferred_tenant out;
  const auto wish = [&]() -> std::optional<domain::yes_no_any> {
    if (chance.chance(0.5)) return std::nullopt;
    return weighted<domain::yes_no_any>(chance, {5, 65, 30});
  };
  for (int i = 0; i < 7; ++i)
    if (chance.chance(0.3)) out.occupations.push_back(static_cast<domain::occupation>(i));
  if (chance.chance(0.35)) out.food_preference = weighted<domain::food_preference>(chance, {50, 10, 3, 37});
  out.smoking = wish();
  out.drinking = wish();
  out.pets = wish();
  return out;
}

}  // namespace

listing_content draw_listing(dice& chance, const spot& where, property_type type, domain::date today) {
  listing_content out;
  out.property_type = type;
  out.occupancy_type = draw_occupancy(chance, type);
  draw_place(chance, where, out);
  draw_building(chance, out);
  draw_money(chance, where, out);
  draw_rules(chance, out);
  out.available_from = today + days{chance.between(-15, 45)};
  out.preferred_tenant = draw_preferred_tenant(chance);
  write_words(chance, out);
  return out;
}

}  // namespace homigo::stock
