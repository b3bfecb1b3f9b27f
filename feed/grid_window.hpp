// The rows and columns of the grid around a point, with how far off each of them begins.
#pragma once

#include <vector>

#include "domain/kernel/described/described.hpp"

namespace homigo::feed {

inline constexpr int grid_rows = 9000;
inline constexpr int grid_columns = 18000;

/// By the haversine formula, a point of row r and column c is at least 2 R sqrt(r.h + r.cosines * c.h) away.
struct window_row {
  int row = 0;
  double h = 0;        // sin² of half the least difference of latitude
  double cosines = 0;  // product of the centre's cosine and the least one in the row
  double south = 0;    // degrees of the southern edge from the centre
};
struct window_column {
  int column = 0;   // between 0 and grid_columns
  double h = 0;     // sin² of half the least difference of longitude
  double west = 0;  // degrees of the western edge from the centre
};

struct grid_window {
  std::vector<window_row> rows;
  std::vector<window_column> columns;  // from west to east
};

/// Covers every point within `reach_m` of the centre, over poles and the antimeridian too.
grid_window window_around(const domain::geo_point& centre, double reach_m);

/// A lower bound of the distance in whole metres, as it is rounded before it is compared.
double nearest_m(const window_row& row, const window_column& column);

}  // namespace homigo::feed
