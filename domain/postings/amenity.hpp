// What a home can offer beside its rooms: one word for each thing, whatever people call it.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homigo::domain {

struct amenity {
  std::string_view name;  // as it is stored and asked for
  std::string_view label;
  std::initializer_list<std::string_view> synonyms;  // folded
};

std::span<const amenity> amenities();

/// Known ones by their name; others stay as text, in lower case. Each once, in the order given.
void canonicalise_amenities(std::vector<std::string>& named);

}  // namespace homigo::domain
