#include "feed/grid_window.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "domain/feed/great_circle.hpp"
#include "feed/grid_place.hpp"

namespace homigo::feed {
namespace {

constexpr double slack_m = 1.5;  // rounding to whole metres, and of the arithmetic here
constexpr double half_circle = 180;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }
double haversine(double degrees) {
  const double s = std::sin(radians(degrees) / 2);
  return s * s;
}

int row_of(double latitude) {
  return std::clamp(static_cast<int>(std::floor((latitude + 90) / cell_degrees)), 0, grid_rows - 1);
}
/// Not brought into the circle.
int column_of(double longitude) { return static_cast<int>(std::floor((longitude + 180) / cell_degrees)); }
int wrapped(int column) { return ((column % grid_columns) + grid_columns) % grid_columns; }

/// How far from 0 the interval begins.
double gap(double from, double to) { return std::max({0.0, from, -to}); }

double cosine(double latitude) { return std::max(0.0, std::cos(radians(latitude))); }

window_row row_around(const domain::geo_point& centre, int row) {
  const double edge = row * cell_degrees - 90;
  const double south = edge - centre.latitude;
  const double least = std::min(cosine(edge), cosine(edge + cell_degrees));
  return {row, haversine(gap(south, south + cell_degrees)), cosine(centre.latitude) * least, south};
}

/// Half the width in degrees of longitude of a cap of `reach` degrees; everything when it holds a pole.
double half_width(double latitude, double reach) {
  if (std::abs(latitude) + reach >= 90) return half_circle;
  const double s = std::sin(radians(reach)) / std::cos(radians(latitude));
  return s >= 1 ? half_circle : std::asin(s) * 180 / std::numbers::pi;
}

void add_columns(const domain::geo_point& centre, double half, std::vector<window_column>& out) {
  const int middle = column_of(centre.longitude);
  int first = column_of(centre.longitude - half), last = column_of(centre.longitude + half);
  if (last - first + 1 >= grid_columns) first = middle - grid_columns / 2, last = first + grid_columns - 1;
  const int count = last - first + 1;
  out.reserve(static_cast<std::size_t>(count));
  for (int column = first; column <= last; ++column) {
    const double west = column * cell_degrees - 180 - centre.longitude;
    const double off = std::min(gap(west, west + cell_degrees), half_circle);
    out.push_back({wrapped(column), haversine(off), west});
  }
}

}  // namespace

grid_place place_on_grid(const domain::geo_point& point) {
  const int row = row_of(point.latitude), column = column_of(point.longitude);
  const auto steps = [](double degrees) {
    return static_cast<std::uint8_t>(std::clamp(degrees / step_degrees, 0.0, 255.0));
  };
  return {static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(wrapped(column)),
          steps(point.latitude - (row * cell_degrees - 90)), steps(point.longitude - (column * cell_degrees - 180))};
}

grid_window window_around(const domain::geo_point& centre, double reach_m) {
  const double reach = (reach_m + slack_m) / domain::earth_radius_m * 180 / std::numbers::pi + 1e-9;
  grid_window window;
  const int last = row_of(centre.latitude + reach);
  for (int row = row_of(centre.latitude - reach); row <= last; ++row) window.rows.push_back(row_around(centre, row));
  add_columns(centre, half_width(centre.latitude, reach) + 1e-9, window.columns);
  return window;
}

double nearest_m(const window_row& row, const window_column& column) {
  return 2 * domain::earth_radius_m * std::sqrt(row.h + row.cosines * column.h) - slack_m;
}

}  // namespace homigo::feed
