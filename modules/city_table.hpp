// What imported advertisements leave out about Indian cities: the state, and a point for those without coordinates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/described.hpp"

namespace homigo::modules {

struct city {
  std::string_view name;
  std::string_view state;
  domain::geo_point centre;
  std::string_view pincode;  // of the head post office
};

/// By its name in any case, also by an older or longer one (Bengaluru, New Delhi); null when the table lacks it.
const city* find_city(std::string_view name);

/// The state that the first two digits of a pincode stand for; nothing where they stand for several.
std::optional<std::string_view> state_of_pincode(std::string_view pincode);

}  // namespace homigo::modules
