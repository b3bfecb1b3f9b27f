#include "modules/import/stock/market.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace homigo::stock {
namespace {

using domain::property_type;

constexpr double km_around_sub_centre = 2.5;
constexpr double km_around_centre = 8;
constexpr double km_per_degree = 111.2;
constexpr double rent_spread = 0.28;  // standard deviation of the logarithm

// In the order of domain::property_type.
constexpr std::array<double, 8> type_weights{8, 8, 25, 30, 14, 3, 10, 2};
constexpr std::array<double, 8> type_rents{7500, 9500, 14'000, 22'000, 35'000, 62'000, 9000, 80'000};

// In the order of domain::occupancy_type: single, double, triple, family.
constexpr std::array<std::array<double, 4>, 8> occupancy_weights{{{7, 3, 0, 0},
                                                                  {6, 4, 0, 0},
                                                                  {3, 3.5, 0, 3.5},
                                                                  {0, 2.5, 2, 5.5},
                                                                  {0, 0, 3, 7},
                                                                  {0, 0, 1, 9},
                                                                  {3.5, 4, 2.5, 0},
                                                                  {0, 0, 1, 9}}};

domain::geo_point moved(dice& chance, domain::geo_point from, double km) {
  const double degrees = km / km_per_degree;
  const double north = chance.normal() * degrees;
  const double east = chance.normal() * degrees / std::cos(from.latitude * std::numbers::pi / 180);
  const auto rounded = [](double value) { return std::round(value * 1e6) / 1e6; };
  return {rounded(from.latitude + north), rounded(from.longitude + east)};
}

const sub_centre& nearest(const metro& city, domain::geo_point place) {
  const double narrowing = std::cos(place.latitude * std::numbers::pi / 180);
  return *std::ranges::min_element(city.sub_centres, {}, [&](const sub_centre& each) {
    return std::hypot(each.place.latitude - place.latitude, (each.place.longitude - place.longitude) * narrowing);
  });
}

std::size_t place_of(property_type type) { return static_cast<std::size_t>(type); }

}  // namespace

const metro& draw_metro(dice& chance) {
  std::array<double, 8> weights{};
  const auto all = metros();
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = all[i].weight;
  return all[chance.weighted(weights)];
}

spot draw_spot(dice& chance, const metro& city) {
  if (chance.chance(0.2)) {
    const auto place = moved(chance, city.centre, km_around_centre);
    return {&city, &nearest(city, place), place};
  }
  std::array<double, 8> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = city.sub_centres[i].weight;
  const auto& around = city.sub_centres[chance.weighted(weights)];
  return {&city, &around, moved(chance, around.place, km_around_sub_centre)};
}

property_type draw_property_type(dice& chance) { return static_cast<property_type>(chance.weighted(type_weights)); }

domain::occupancy_type draw_occupancy(dice& chance, property_type type) {
  return static_cast<domain::occupancy_type>(chance.weighted(occupancy_weights[place_of(type)]));
}

double usual_rent(const spot& where, property_type type) {
  return type_rents[place_of(type)] * where.city->rent_level * where.locality->rent_level;
}

std::int32_t draw_rent(dice& chance, const spot& where, property_type type) {
  return rounded_rupees(usual_rent(where, type) * std::exp(chance.normal() * rent_spread));
}

std::int32_t rounded_rupees(double amount) {
  const double step = amount < 10'000 ? 100 : 500;
  return static_cast<std::int32_t>(std::max(1.0, std::round(amount / step)) * step);
}

}  // namespace homigo::stock
