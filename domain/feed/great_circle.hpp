// Distances as PostGIS measures them with use_spheroid = false, so that SQL and memory agree to the metre.
#pragma once

#include <cstdint>

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

/// Of the sphere that PostGIS measures on: (2a + b) / 3 of WGS 84 as PROJ gives it.
inline constexpr double earth_radius_m = (2.0 * 6378137.0 + 6356752.314245179) / 3.0;

/// A place with its trigonometry done once: the feed index measures from one point to thousands.
struct sphere_point {
  double latitude = 0;   // radians
  double longitude = 0;  // radians
  double sin_latitude = 0;
  double cos_latitude = 1;
};

sphere_point on_sphere(const geo_point& place);

/// Metres, not rounded.
double great_circle_distance(const sphere_point& a, const sphere_point& b);

/// Whole metres: what borders and scores are decided with, and what is shown.
std::int32_t great_circle_m(const sphere_point& a, const sphere_point& b);

/// A requirement's radius as stored and compared.
std::int32_t radius_in_metres(double radius_km);

}  // namespace homigo::domain
