// The eight metros of generated stock: how many people look there, what it costs, and around which places they live.
#pragma once

#include <span>
#include <string_view>

#include "domain/kernel/described/described.hpp"

namespace homigo::stock {

struct sub_centre {
  std::string_view name;
  domain::geo_point place;
  double weight;
  double rent_level;  // 1 = the metro's own
};

struct metro {
  std::string_view name;
  std::string_view state;
  std::string_view pincode_begins;  // three digits
  domain::geo_point centre;
  double weight;
  double rent_level;  // 1 = Hyderabad
  std::span<const sub_centre> sub_centres;
};

std::span<const metro> metros();

}  // namespace homigo::stock
