// The cities the service knows: one name for each, its state, and a point for those who tell no coordinates.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

struct city {
  std::string_view name;
  std::string_view state;
  geo_point centre;
  std::string_view pincode;  // of the head post office
};

std::span<const city> cities();

/// By its name in any case, also by an older or longer one (Bombay, New Delhi); null when the table lacks it.
const city* find_city(std::string_view name);

/// The table's name for a city it knows; otherwise as it was given.
std::string canonical_city(std::string_view name);

/// What else people call it, folded.
std::vector<std::string> other_names_of(const city& known);

/// The state that the first two digits of a pincode stand for; nothing where they stand for several.
std::optional<std::string_view> state_of_pincode(std::string_view pincode);

}  // namespace homigo::domain
