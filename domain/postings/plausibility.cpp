#include "domain/postings/plausibility.hpp"

#include <algorithm>
#include <string>

namespace homigo::domain {
namespace {

/// Rupees that are asked for even the smallest room.
constexpr std::int64_t small_sum = 100'000;

}  // namespace

bool is_in_india(const geo_point& place) {
  return place.latitude >= 6 && place.latitude <= 38 && place.longitude >= 68 && place.longitude <= 98;
}

void check_place(const geo_point& place, std::string_view pointer, std::vector<field_error>& errors) {
  if (is_in_india(place)) return;
  if (is_in_india({place.longitude, place.latitude}))
    errors.push_back({std::string{pointer}, "outside_india", "is outside India: are latitude and longitude swapped?"});
  else
    errors.push_back(
        {std::string{pointer}, "outside_india", "is outside India (latitude 6 to 38, longitude 68 to 98 degrees)"});
}

void check_proportion(std::int64_t amount, std::int64_t rent, int months, std::string_view pointer,
                      std::vector<field_error>& errors) {
  if (amount <= std::max(rent * months, small_sum)) return;
  errors.push_back(
      {std::string{pointer}, "out_of_proportion",
       "must be at most " + std::to_string(months) + " times rent_monthly, or " + std::to_string(small_sum)});
}

}  // namespace homigo::domain
