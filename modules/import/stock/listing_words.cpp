#include "modules/import/stock/listing_words.hpp"

#include <array>
#include <string_view>

namespace homigo::stock {
namespace {

constexpr std::array<std::string_view, 8> nouns{"Room",       "1 RK",       "1 BHK flat", "2 BHK flat",
                                                "3 BHK flat", "4 BHK flat", "PG",         "Villa"};
constexpr std::array<std::string_view, 8> qualities{"Bright",        "Airy",      "Quiet",  "Spacious",
                                                    "Newly painted", "Well kept", "Corner", "Sunny"};
constexpr std::array<std::string_view, 8> ends{"near the metro",          "close to the bus stop", "by the park",
                                               "near the market",         "in a gated society",    "on a quiet lane",
                                               "close to the office hub", "with a balcony"};
constexpr std::array<std::string_view, 6> openings{"Well ventilated, with good daylight through the day.",
                                                   "Freshly painted, ready to move in.",
                                                   "Calm neighbourhood with helpful neighbours.",
                                                   "Close to offices, schools and hospitals.",
                                                   "Modular kitchen and ample storage.",
                                                   "Regular water and power supply."};
constexpr std::array<std::string_view, 6> closings{"Visits on weekends.",
                                                   "Call before visiting.",
                                                   "Shops and a pharmacy are round the corner.",
                                                   "Ten minutes on foot to public transport.",
                                                   "Long stay preferred.",
                                                   "Rent is slightly negotiable."};

}  // namespace

void write_words(dice& chance, domain::listing_content& listing) {
  const auto noun = nouns[static_cast<std::size_t>(listing.property_type)];
  listing.title.append(chance.one_of(qualities)).append(" ").append(noun).append(" in ");
  listing.title.append(listing.address.locality).append(" ").append(chance.one_of(ends));
  listing.description.append(chance.one_of(openings)).append(" ").append(chance.one_of(closings));
}

}  // namespace homigo::stock
