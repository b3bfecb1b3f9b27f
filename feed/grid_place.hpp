// Where a point lies on the grid: its cell, and the place within it.
#pragma once

#include <cstdint>

#include "domain/kernel/described/described.hpp"

namespace homigo::feed {

/// A point as its cell sees it: 256 steps a side, at most 8.7 m each.
struct grid_place {
  std::uint16_t row = 0;     // from the south pole
  std::uint16_t column = 0;  // from longitude −180 eastwards
  std::uint8_t north = 0;    // steps from the cell's southern edge
  std::uint8_t east = 0;     // steps from its western edge
};

inline constexpr double cell_degrees = 0.02;
inline constexpr double step_degrees = cell_degrees / 256;

grid_place place_on_grid(const domain::geo_point& point);

}  // namespace homigo::feed
