// The places of a search as parameters: a circle, and a box with the circle around it that the spatial index can use.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/kernel/described/described.hpp"

namespace homigo::postgres {

struct search_circle {
  /// Without a place everything is absent; without a radius it is 10 km.
  search_circle(const std::optional<domain::geo_point>& near, std::optional<std::int32_t> wanted_radius_m);
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::optional<std::int32_t> radius_m;
};

struct search_box {
  explicit search_box(const std::optional<std::vector<double>>& corners);
  std::optional<double> west, south, east, north;
  // The circle that covers a box of up to 20 degrees; larger ones are searched without an index.
  std::optional<double> center_latitude, center_longitude, reach_m;
};

}  // namespace homigo::postgres
