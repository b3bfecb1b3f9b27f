#include "modules/postings/sql/search_area.hpp"

#include <algorithm>

#include "domain/feed/great_circle.hpp"

namespace homigo::postgres {
namespace {

constexpr std::int32_t default_radius_m = 10'000;
constexpr double indexed_degrees = 20;

}  // namespace

search_circle::search_circle(const std::optional<domain::geo_point>& near,
                             std::optional<std::int32_t> wanted_radius_m) {
  if (!near) return;
  latitude = near->latitude;
  longitude = near->longitude;
  radius_m = wanted_radius_m.value_or(default_radius_m);
}

search_box::search_box(const std::optional<std::vector<double>>& corners) {
  if (!corners) return;
  west = corners->at(0), south = corners->at(1), east = corners->at(2), north = corners->at(3);
  if (*east - *west > indexed_degrees || *north - *south > indexed_degrees) return;
  center_latitude = (*south + *north) / 2;
  center_longitude = (*west + *east) / 2;
  const auto center = domain::on_sphere({*center_latitude, *center_longitude});
  double farthest = 0;
  // No point of such a box is farther away than its corners or the middles of its sides; 1 % is for rounding.
  for (const double latitude : {*south, *center_latitude, *north})
    for (const double longitude : {*west, *center_longitude, *east})
      farthest = std::max(farthest, domain::great_circle_distance(center, domain::on_sphere({latitude, longitude})));
  reach_m = farthest * 1.01 + 10;
}

}  // namespace homigo::postgres
