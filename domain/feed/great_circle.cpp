#include "domain/feed/great_circle.hpp"

#include <cmath>
#include <numbers>

namespace homigo::domain {
namespace {

// liblwgeom takes angles this near for equal.
constexpr double tolerance = 1e-12;

double radians(double degrees) { return std::numbers::pi * degrees / 180.0; }

/// The angle between two points, in the order of operations of liblwgeom's sphere_distance().
double angle(const sphere_point& s, const sphere_point& e) {
  if (std::abs(s.latitude - e.latitude) <= tolerance && std::abs(s.longitude - e.longitude) <= tolerance) return 0;
  const double d_lon = e.longitude - s.longitude;
  const double cos_d_lon = std::cos(d_lon);
  const double across = e.cos_latitude * std::sin(d_lon);
  const double along = s.cos_latitude * e.sin_latitude - s.sin_latitude * e.cos_latitude * cos_d_lon;
  const double a = std::sqrt(across * across + along * along);
  const double b = s.sin_latitude * e.sin_latitude + s.cos_latitude * e.cos_latitude * cos_d_lon;
  return std::atan2(a, b);
}

}  // namespace

sphere_point on_sphere(const geo_point& place) {
  const double latitude = radians(place.latitude);
  return {latitude, radians(place.longitude), std::sin(latitude), std::cos(latitude)};
}

double great_circle_distance(const sphere_point& a, const sphere_point& b) {
  // ST_Distance cuts off what is below ten nanometres.
  return std::round(earth_radius_m * angle(a, b) * 1e8) / 1e8;
}

std::int32_t great_circle_m(const sphere_point& a, const sphere_point& b) {
  return static_cast<std::int32_t>(std::floor(great_circle_distance(a, b) + 0.5));
}

std::int32_t radius_in_metres(double radius_km) {
  return static_cast<std::int32_t>(std::floor(radius_km * 1000 + 0.5));
}

}  // namespace homigo::domain
