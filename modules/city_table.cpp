#include "modules/city_table.hpp"

#include <algorithm>
#include <array>

namespace homigo::modules {
namespace {

constexpr std::array cities{
    city{"Mumbai", "Maharashtra", {19.0760, 72.8777}, "400001"},
    city{"Delhi", "Delhi", {28.6139, 77.2090}, "110001"},
    city{"Bangalore", "Karnataka", {12.9716, 77.5946}, "560001"},
    city{"Hyderabad", "Telangana", {17.3850, 78.4867}, "500001"},
    city{"Chennai", "Tamil Nadu", {13.0827, 80.2707}, "600001"},
    city{"Kolkata", "West Bengal", {22.5726, 88.3639}, "700001"},
    city{"Pune", "Maharashtra", {18.5204, 73.8567}, "411001"},
    city{"Ahmedabad", "Gujarat", {23.0225, 72.5714}, "380001"},
    city{"Jaipur", "Rajasthan", {26.9124, 75.7873}, "302001"},
    city{"Lucknow", "Uttar Pradesh", {26.8467, 80.9462}, "226001"},
    city{"Kochi", "Kerala", {9.9312, 76.2673}, "682001"},
    city{"Gurgaon", "Haryana", {28.4595, 77.0266}, "122001"},
    city{"Noida", "Uttar Pradesh", {28.5355, 77.3910}, "201301"},
};

struct other_name {
  std::string_view name;
  std::string_view listed;
};
constexpr std::array other_names{other_name{"Bengaluru", "Bangalore"}, other_name{"New Delhi", "Delhi"},
                                 other_name{"Bombay", "Mumbai"},       other_name{"Madras", "Chennai"},
                                 other_name{"Calcutta", "Kolkata"},    other_name{"Gurugram", "Gurgaon"}};

/// Postal circles that lie in one state.
struct circle {
  int first;
  int last;
  std::string_view state;
};
constexpr std::array circles{circle{11, 11, "Delhi"},          circle{12, 13, "Haryana"},
                             circle{14, 15, "Punjab"},         circle{17, 17, "Himachal Pradesh"},
                             circle{20, 23, "Uttar Pradesh"},  circle{30, 34, "Rajasthan"},
                             circle{36, 38, "Gujarat"},        circle{41, 44, "Maharashtra"},
                             circle{45, 48, "Madhya Pradesh"}, circle{50, 50, "Telangana"},
                             circle{51, 53, "Andhra Pradesh"}, circle{56, 59, "Karnataka"},
                             circle{61, 64, "Tamil Nadu"},     circle{67, 69, "Kerala"},
                             circle{70, 72, "West Bengal"},    circle{75, 77, "Odisha"},
                             circle{78, 78, "Assam"},          circle{80, 80, "Bihar"}};

bool same(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

const city* find_city(std::string_view name) {
  for (const auto& other : other_names)
    if (same(other.name, name)) name = other.listed;
  const auto found = std::ranges::find_if(cities, [&](const city& c) { return same(c.name, name); });
  return found == cities.end() ? nullptr : &*found;
}

std::optional<std::string_view> state_of_pincode(std::string_view pincode) {
  if (pincode.size() < 2) return std::nullopt;
  const int prefix = (pincode[0] - '0') * 10 + (pincode[1] - '0');
  for (const auto& c : circles)
    if (prefix >= c.first && prefix <= c.last) return c.state;
  return std::nullopt;
}

}  // namespace homigo::modules
