#include "domain/postings/city.hpp"

#include <algorithm>
#include <array>

#include "domain/kernel/text/folded.hpp"

namespace homigo::domain {
namespace {

constexpr std::array known_cities{
    city{"Mumbai", "Maharashtra", {19.0760, 72.8777}, "400001"},
    city{"Delhi", "Delhi", {28.6139, 77.2090}, "110001"},
    city{"Bengaluru", "Karnataka", {12.9716, 77.5946}, "560001"},
    city{"Hyderabad", "Telangana", {17.3850, 78.4867}, "500001"},
    city{"Chennai", "Tamil Nadu", {13.0827, 80.2707}, "600001"},
    city{"Kolkata", "West Bengal", {22.5726, 88.3639}, "700001"},
    city{"Pune", "Maharashtra", {18.5204, 73.8567}, "411001"},
    city{"Ahmedabad", "Gujarat", {23.0225, 72.5714}, "380001"},
    city{"Jaipur", "Rajasthan", {26.9124, 75.7873}, "302001"},
    city{"Lucknow", "Uttar Pradesh", {26.8467, 80.9462}, "226001"},
    city{"Kochi", "Kerala", {9.9312, 76.2673}, "682001"},
    city{"Gurugram", "Haryana", {28.4595, 77.0266}, "122001"},
    city{"Noida", "Uttar Pradesh", {28.5355, 77.3910}, "201301"},
    city{"Navi Mumbai", "Maharashtra", {19.0330, 73.0297}, "400703"},
    city{"Thane", "Maharashtra", {19.2183, 72.9781}, "400601"},
    city{"Ghaziabad", "Uttar Pradesh", {28.6692, 77.4538}, "201001"},
    city{"Faridabad", "Haryana", {28.4089, 77.3178}, "121001"},
    city{"Chandigarh", "Chandigarh", {30.7333, 76.7794}, "160017"},
    city{"Indore", "Madhya Pradesh", {22.7196, 75.8577}, "452001"},
    city{"Bhopal", "Madhya Pradesh", {23.2599, 77.4126}, "462001"},
    city{"Nagpur", "Maharashtra", {21.1458, 79.0882}, "440001"},
    city{"Surat", "Gujarat", {21.1702, 72.8311}, "395003"},
    city{"Vadodara", "Gujarat", {22.3072, 73.1812}, "390001"},
    city{"Coimbatore", "Tamil Nadu", {11.0168, 76.9558}, "641001"},
    city{"Mysuru", "Karnataka", {12.2958, 76.6394}, "570001"},
    city{"Mangaluru", "Karnataka", {12.9141, 74.8560}, "575001"},
    city{"Thiruvananthapuram", "Kerala", {8.5241, 76.9366}, "695001"},
    city{"Kozhikode", "Kerala", {11.2588, 75.7804}, "673001"},
    city{"Visakhapatnam", "Andhra Pradesh", {17.6868, 83.2185}, "530001"},
    city{"Bhubaneswar", "Odisha", {20.2961, 85.8245}, "751001"},
    city{"Guwahati", "Assam", {26.1445, 91.7362}, "781001"},
    city{"Patna", "Bihar", {25.5941, 85.1376}, "800001"},
    city{"Varanasi", "Uttar Pradesh", {25.3176, 82.9739}, "221001"},
    city{"Prayagraj", "Uttar Pradesh", {25.4358, 81.8463}, "211001"},
    city{"Puducherry", "Puducherry", {11.9416, 79.8083}, "605001"},
};

struct other_name {
  std::string_view name;  // folded
  std::string_view listed;
};
constexpr std::array other_names{other_name{"bombay", "Mumbai"},
                                 other_name{"bombaycity", "Mumbai"},
                                 other_name{"newdelhi", "Delhi"},
                                 other_name{"delhincr", "Delhi"},
                                 other_name{"bangalore", "Bengaluru"},
                                 other_name{"bengalooru", "Bengaluru"},
                                 other_name{"banglore", "Bengaluru"},
                                 other_name{"madras", "Chennai"},
                                 other_name{"calcutta", "Kolkata"},
                                 other_name{"poona", "Pune"},
                                 other_name{"gurgaon", "Gurugram"},
                                 other_name{"cochin", "Kochi"},
                                 other_name{"ernakulam", "Kochi"},
                                 other_name{"amdavad", "Ahmedabad"},
                                 other_name{"trivandrum", "Thiruvananthapuram"},
                                 other_name{"baroda", "Vadodara"},
                                 other_name{"mysore", "Mysuru"},
                                 other_name{"vizag", "Visakhapatnam"},
                                 other_name{"mangalore", "Mangaluru"},
                                 other_name{"pondicherry", "Puducherry"},
                                 other_name{"allahabad", "Prayagraj"},
                                 other_name{"benares", "Varanasi"},
                                 other_name{"banaras", "Varanasi"},
                                 other_name{"secunderabad", "Hyderabad"},
                                 other_name{"calicut", "Kozhikode"},
                                 other_name{"newbombay", "Navi Mumbai"}};

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

}  // namespace

std::span<const city> cities() { return known_cities; }

const city* find_city(std::string_view name) {
  auto wanted = folded(name);
  for (const auto& other : other_names)
    if (other.name == wanted) wanted = folded(other.listed);
  const auto found = std::ranges::find_if(known_cities, [&](const city& c) { return folded(c.name) == wanted; });
  return found == known_cities.end() ? nullptr : &*found;
}

std::string canonical_city(std::string_view name) {
  const auto* found = find_city(name);
  return std::string{found ? found->name : name};
}

std::vector<std::string> other_names_of(const city& named) {
  std::vector<std::string> names;
  for (const auto& other : other_names)
    if (other.listed == named.name) names.emplace_back(other.name);
  return names;
}

std::optional<std::string_view> state_of_pincode(std::string_view pincode) {
  if (pincode.size() < 2) return std::nullopt;
  const int prefix = (pincode[0] - '0') * 10 + (pincode[1] - '0');
  for (const auto& c : circles)
    if (prefix >= c.first && prefix <= c.last) return c.state;
  return std::nullopt;
}

}  // namespace homigo::domain
