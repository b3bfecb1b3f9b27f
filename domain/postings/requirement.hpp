// A requirement: what a tenant needs. Described once, like a listing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

/// Absent = no opinion, which agrees with every house.
struct lifestyle {
  std::optional<yes_no_any> smoking;
  std::optional<yes_no_any> drinking;
  std::optional<yes_no_any> non_veg;
  std::optional<yes_no_any> pets;
  std::optional<yes_no_any> parties;
  bool operator==(const lifestyle&) const = default;
};
HOMIGO_DESCRIBED(lifestyle, smoking, drinking, non_veg, pets, parties)
constexpr auto rules_of(const lifestyle*) {
  return rules(field("smoking").column("lifestyle_smoking"), field("drinking").column("lifestyle_drinking"),
               field("non_veg").column("lifestyle_non_veg"), field("pets").column("lifestyle_pets"),
               field("parties").column("lifestyle_parties"));
}

struct requirement_content {
  std::optional<std::string> title;
  std::int32_t budget_min = 0;
  std::int32_t budget_max = 0;
  geo_point preferred_location;
  double radius_km = 10;
  std::vector<std::string> preferred_localities;
  domain::occupancy_type occupancy_type{};
  date move_in_date{};
  domain::gender_preference gender_preference{};
  domain::property_type property_type{};
  furnishing_preference furnishing = furnishing_preference::any;
  domain::lifestyle lifestyle;
  std::optional<std::string> notes;
  std::optional<std::vector<factor>> priorities;
  bool operator==(const requirement_content&) const = default;
};
HOMIGO_DESCRIBED(requirement_content, title, budget_min, budget_max, preferred_location, radius_km,
                 preferred_localities, occupancy_type, move_in_date, gender_preference, property_type, furnishing,
                 lifestyle, notes, priorities)
constexpr auto rules_of(const requirement_content*) {
  constexpr double crore = 10'000'000;
  return rules(field("title").length(3, 120).matching(pattern::no_control), field("budget_min").range(0, crore),
               field("budget_max").range(1, crore),
               field("preferred_location").column("preferred_coordinates").confidential(),
               field("radius_km").range(0.1, 100).defaulted(), field("preferred_localities").length(0, 20),
               field("furnishing").defaulted(), field("lifestyle").defaulted(), field("notes").length(1, 5000),
               field("priorities").length(8, 8));
}
void cross_checks(const requirement_content& requirement, std::vector<field_error>& errors);

/// What GET /requirements/{id} answers.
struct requirement {
  uuid requirement_id{};
  uuid tenant_id{};
  posting_status status = posting_status::draft;
  requirement_content content;
  bool is_premium = false;
  std::int32_t likes_count = 0;
  std::optional<instant> published_at;
  std::optional<instant> valid_until;
  instant created_at{};
  instant updated_at{};
  std::int64_t revision = 1;
};
HOMIGO_DESCRIBED(requirement, requirement_id, tenant_id, status, content, is_premium, likes_count, published_at,
                 valid_until, created_at, updated_at, revision)
constexpr auto rules_of(const requirement*) { return rules(field("content").inlined()); }

}  // namespace homigo::domain
