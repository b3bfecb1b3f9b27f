// The words of advertisements, as different portals write them, in the terms of a listing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::modules {

// An empty text is "not stated": each answers then what a listing has for want of better. Nothing is for words that are
// not understood.

struct room_count {
  int bhk = 1;
  bool is_studio = false;
};
/// "2", "2.0", "2 BHK", "1 RK", "Studio"; 1 to 20.
std::optional<room_count> rooms_of(std::string_view text);

enum class welcome : std::uint8_t { bachelors, family, both };
std::optional<welcome> tenants_of(std::string_view text);

struct storeys {
  int floor = 0;
  std::optional<int> of;
};
/// "2 out of 5", "Ground out of 3", "3/7", "4th of 9", or the storey alone.
std::optional<storeys> storeys_of(std::string_view text);

std::optional<domain::furnishing> furnishing_of(std::string_view text);
bool is_area_type(std::string_view text);
std::optional<domain::host_category> category_of(std::string_view text);

/// Six digits, however they are grouped; a text that is none stays as it is.
std::string pincode_of(std::string_view text);

/// 2022-05-18, 18-05-2022, 18/05/2022, 18.05.2022; a time behind it is passed over.
std::optional<domain::date> date_of(std::string_view text);

}  // namespace homigo::modules
