#include "domain/reference/reference.hpp"

#include "domain/kernel/described/descriptor_table.hpp"
#include "domain/kernel/described/field_code.hpp"
#include "domain/postings/amenity.hpp"
#include "domain/postings/city.hpp"
#include "domain/postings/photo_sequence.hpp"
#include "domain/users/account.hpp"
#include "domain/users/sign_in.hpp"

namespace homigo::domain {
namespace {

/// The enumerations that forms and filters show.
std::vector<const type_descriptor*> shown_enumerations() {
  return {&descriptor<user_type>(),
          &descriptor<contact_visibility>(),
          &descriptor<occupation>(),
          &descriptor<gender>(),
          &descriptor<food_preference>(),
          &descriptor<yes_no>(),
          &descriptor<yes_no_any>(),
          &descriptor<host_category>(),
          &descriptor<property_type>(),
          &descriptor<furnishing>(),
          &descriptor<furnishing_preference>(),
          &descriptor<occupancy_type>(),
          &descriptor<gender_preference>(),
          &descriptor<bathroom_type>(),
          &descriptor<parking>(),
          &descriptor<water_supply>(),
          &descriptor<guest_policy>(),
          &descriptor<factor>(),
          &descriptor<photo_type>(),
          &descriptor<posting_status>(),
          &descriptor<swipe_action>(),
          &descriptor<match_status>(),
          &descriptor<message_type>(),
          &descriptor<badge>(),
          &descriptor<payment_purpose>(),
          &descriptor<payment_status>()};
}

reference_enumeration shown(const type_descriptor& type) {
  reference_enumeration out{std::string{type.name}, {}};
  for (const auto word : type.names) out.values.push_back({std::string{word}, label_of(word), {}});
  return out;
}

reference_word shown(const amenity& one) {
  return {std::string{one.name}, std::string{one.label}, {one.synonyms.begin(), one.synonyms.end()}};
}

reference_limits built_in_limits() {
  reference_limits limits;
  limits.photo_bytes = 30 * 1024 * 1024;
  limits.photo_side_pixels = 32'000;
  limits.photos_per_listing = last_photo_order;
  limits.title_characters = 120;
  limits.description_characters = 5000;
  limits.message_characters = 4000;
  limits.password_characters_least = static_cast<std::int32_t>(min_password);
  limits.planning_days_ahead = 730;
  return limits;
}

struct own_label {
  std::string_view word;
  std::string_view label;
};
constexpr own_label own_labels[] = {{"1rk", "1 RK"},
                                    {"1bhk", "1 BHK"},
                                    {"2bhk", "2 BHK"},
                                    {"3bhk", "3 BHK"},
                                    {"4bhk_plus", "4+ BHK"},
                                    {"pg", "Paying guest"},
                                    {"pg_operator", "PG operator"},
                                    {"veg", "Vegetarian"},
                                    {"non_veg", "Non-vegetarian"},
                                    {"two_wheeler", "Two-wheeler"},
                                    {"four_wheeler", "Four-wheeler"},
                                    {"semi_furnished", "Semi-furnished"},
                                    {"day_only", "Daytime only"},
                                    {"aadhaar", "Aadhaar"}};

}  // namespace

std::string label_of(std::string_view word) {
  for (const auto& own : own_labels)
    if (own.word == word) return std::string{own.label};
  std::string label{word};
  for (auto& c : label)
    if (c == '_') c = ' ';
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
  return label;
}

reference built_in_reference() {
  reference all;
  for (const auto* type : shown_enumerations()) all.enumerations.push_back(shown(*type));
  for (const auto& one : amenities()) all.amenities.push_back(shown(one));
  for (const auto& one : cities())
    all.cities.push_back({std::string{one.name}, std::string{one.state}, one.centre, other_names_of(one)});
  all.limits = built_in_limits();
  for (const auto& code : field_codes()) all.field_codes.push_back({std::string{code.name}, std::string{code.meaning}});
  return all;
}

HOMIGO_TABLE(reference_word)
HOMIGO_TABLE(reference_enumeration)
HOMIGO_TABLE(reference_city)
HOMIGO_TABLE(reference_price)
HOMIGO_TABLE(reference_limits)
HOMIGO_TABLE(reference_version)
HOMIGO_TABLE(reference_field_code)
HOMIGO_TABLE(reference)

}  // namespace homigo::domain
