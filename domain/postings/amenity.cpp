#include "domain/postings/amenity.hpp"

#include <algorithm>
#include <unordered_map>

#include "domain/kernel/text/folded.hpp"

namespace homigo::domain {
namespace {

const amenity known_amenities[] = {
    {"wifi",
     "Wi-Fi",
     {"internet", "wirelessinternet", "broadband", "wifiinternet", "internetwifi", "highspeedinternet"}},
    {"lift", "Lift", {"elevator", "lifts", "elevators", "liftavailable"}},
    {"power_backup", "Power backup", {"generator", "inverter", "dgbackup", "backup", "powerbackup24x7", "genset"}},
    {"security", "Security guard", {"securityguard", "guard", "watchman", "24x7security", "247security", "guards"}},
    {"gated_community", "Gated community", {"gated", "gatedsociety", "gatedsecurity"}},
    {"gym", "Gym", {"gymnasium", "fitnesscentre", "fitnesscenter", "fitness"}},
    {"swimming_pool", "Swimming pool", {"pool", "swimming", "swimmingpools"}},
    {"ac",
     "Air conditioning",
     {"airconditioner", "airconditioning", "airconditioned", "aircon", "aircondition", "acs"}},
    {"washing_machine", "Washing machine", {"washer", "laundrymachine", "washingmachines"}},
    {"fridge", "Fridge", {"refrigerator", "freezer", "fridges"}},
    {"park", "Park", {"garden", "greenarea", "parks"}},
    {"cctv",
     "CCTV",
     {"cctvcamera", "cctvcameras", "securitycamera", "securitycameras", "cctvsurveillance", "surveillance"}},
    {"geyser", "Geyser", {"waterheater", "hotwater", "gyser", "geysers", "boiler"}},
    {"intercom", "Intercom", {"intercomfacility"}},
    {"tv", "Television", {"television", "ledtv", "smarttv"}},
    {"microwave", "Microwave", {"microwaveoven", "oven"}},
    {"water_purifier", "Water purifier", {"ro", "rowater", "waterfilter", "purifier", "aquaguard"}},
    {"housekeeping", "Housekeeping", {"maid", "cleaning", "maidservice", "housekeepingservice", "roomcleaning"}},
    {"meals", "Meals", {"food", "mess", "tiffin", "foodincluded", "mealsincluded"}},
    {"modular_kitchen", "Modular kitchen", {"modularkitchen"}},
    {"gas_pipeline", "Piped gas", {"pipedgas", "gas", "png", "gasconnection", "gaspipe"}},
    {"balcony", "Balcony", {"balconies", "terrace"}},
    {"wardrobe", "Wardrobe", {"cupboard", "almirah", "wardrobes", "closet"}},
    {"bed", "Bed", {"beds", "cot"}},
    {"sofa", "Sofa", {"couch"}},
    {"club_house", "Club house", {"club", "clubhouse", "communityhall"}},
    {"play_area", "Play area", {"childrensplayarea", "childrenplayarea", "kidsplayarea", "playground", "kidsarea"}},
    {"visitor_parking", "Visitor parking", {"guestparking", "visitorsparking"}},
    {"rainwater_harvesting", "Rainwater harvesting", {"rainwaterharvesting"}},
    {"fire_safety", "Fire safety", {"fireextinguisher", "firealarm", "firesafety", "sprinklers"}}};

using word_table = std::unordered_map<std::string, std::string_view>;

word_table make_table() {
  word_table words;
  for (const auto& one : known_amenities) {
    words.emplace(folded(one.name), one.name);
    words.emplace(folded(one.label), one.name);
    for (const auto synonym : one.synonyms) words.emplace(synonym, one.name);
  }
  return words;
}

std::string canonical(const std::string& named) {
  static const auto words = make_table();
  const auto found = words.find(folded(named));
  if (found != words.end()) return std::string{found->second};
  std::string lower = named;
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

}  // namespace

std::span<const amenity> amenities() { return known_amenities; }

void canonicalise_amenities(std::vector<std::string>& named) {
  std::vector<std::string> kept;
  for (const auto& each : named)
    if (auto name = canonical(each); std::ranges::find(kept, name) == kept.end()) kept.push_back(std::move(name));
  named = std::move(kept);
}

}  // namespace homigo::domain
