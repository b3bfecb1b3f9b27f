// A listing: what a host offers. Its content is described here once; API, validation, OpenAPI and columns follow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct address {
  std::string line1;
  std::optional<std::string> line2;
  std::string locality;
  std::string city;
  std::string state;
  std::string pincode;
  bool operator==(const address&) const = default;
};
HOMIGO_DESCRIBED(address, line1, line2, locality, city, state, pincode)
constexpr auto rules_of(const address*) {
  return rules(field("line1").length(1, 200).matching(pattern::no_control).column("address_line1").confidential(),
               field("line2").length(1, 200).matching(pattern::no_control).column("address_line2").confidential(),
               field("locality").length(1, 120).matching(pattern::no_control),
               field("city").length(1, 80).matching(pattern::no_control),
               field("state").length(1, 80).matching(pattern::no_control), field("pincode").matching(pattern::pincode));
}

/// Rupees.
struct one_time_charge {
  std::string name;
  std::int64_t amount = 0;
  bool operator==(const one_time_charge&) const = default;
};
HOMIGO_DESCRIBED(one_time_charge, name, amount)
constexpr auto rules_of(const one_time_charge*) {
  return rules(field("name").length(1, 80).matching(pattern::no_control), field("amount").range(0, 100'000'000));
}

/// Rupees a month; `included` in the rent or on top of it.
struct recurring_charge {
  std::string name;
  std::int64_t amount = 0;
  bool included = false;
  bool operator==(const recurring_charge&) const = default;
};
HOMIGO_DESCRIBED(recurring_charge, name, amount, included)
constexpr auto rules_of(const recurring_charge*) {
  return rules(field("name").length(1, 80).matching(pattern::no_control), field("amount").range(0, 10'000'000),
               field("included").defaulted());
}

struct house_rules {
  bool pets_allowed = false;
  bool non_veg_allowed = false;
  bool drinking_allowed = false;
  bool smoking_allowed = false;
  bool parties_allowed = false;
  domain::guest_policy guest_policy = domain::guest_policy::allowed;
  bool operator==(const house_rules&) const = default;
};
HOMIGO_DESCRIBED(house_rules, pets_allowed, non_veg_allowed, drinking_allowed, smoking_allowed, parties_allowed,
                 guest_policy)

/// Whom the host would like; absent = no preference. Stored in host_preferences.
struct preferred_tenant {
  std::vector<occupation> occupations;
  std::optional<domain::food_preference> food_preference;
  std::optional<yes_no_any> smoking;
  std::optional<yes_no_any> drinking;
  std::optional<yes_no_any> pets;
  bool operator==(const preferred_tenant&) const = default;
};
HOMIGO_DESCRIBED(preferred_tenant, occupations, food_preference, smoking, drinking, pets)
constexpr auto rules_of(const preferred_tenant*) { return rules(field("occupations").length(0, 7)); }

struct listing_content {
  std::string title;
  std::string description;
  domain::property_type property_type{};
  std::string configuration;
  domain::furnishing furnishing{};
  std::int32_t total_area_sqft = 0;
  std::int32_t rentable_area_sqft = 0;
  domain::address address;
  geo_point location;
  std::int32_t rent_monthly = 0;
  std::int32_t deposit = 0;
  std::int32_t brokerage = 0;
  std::vector<one_time_charge> one_time_charges;
  std::vector<recurring_charge> recurring_charges;
  date available_from{};
  domain::occupancy_type occupancy_type{};
  domain::gender_preference gender_preference{};
  std::optional<std::int32_t> floor;
  std::optional<std::int32_t> total_floors;
  std::int32_t property_age_years = 0;
  domain::bathroom_type bathroom_type{};
  std::int32_t bathrooms = 1;
  domain::parking parking{};
  domain::water_supply water_supply{};
  std::vector<std::string> amenities;
  house_rules rules;
  std::optional<domain::preferred_tenant> preferred_tenant;
  bool operator==(const listing_content&) const = default;
};
HOMIGO_DESCRIBED(listing_content, title, description, property_type, configuration, furnishing, total_area_sqft,
                 rentable_area_sqft, address, location, rent_monthly, deposit, brokerage, one_time_charges,
                 recurring_charges, available_from, occupancy_type, gender_preference, floor, total_floors,
                 property_age_years, bathroom_type, bathrooms, parking, water_supply, amenities, rules,
                 preferred_tenant)
constexpr auto rules_of(const listing_content*) {
  constexpr double crore = 10'000'000;
  return rules(
      field("title").length(3, 120).matching(pattern::no_control), field("description").length(1, 5000),
      field("configuration").length(1, 40).matching(pattern::no_control), field("total_area_sqft").range(1, 1'000'000),
      field("rentable_area_sqft").range(1, 1'000'000), field("location").column("coordinates").confidential(),
      field("rent_monthly").range(1, crore), field("deposit").range(0, 10 * crore),
      field("brokerage").range(0, 10 * crore).defaulted(), field("one_time_charges").length(0, 20),
      field("recurring_charges").length(0, 20), field("floor").range(-5, 200), field("total_floors").range(0, 200),
      field("property_age_years").range(0, 300), field("bathrooms").range(0, 50), field("amenities").length(0, 60));
}
void cross_checks(const listing_content& listing, std::vector<field_error>& errors);

struct photo_urls {
  std::string thumb;
  std::string card;
  std::string full;
};
HOMIGO_DESCRIBED(photo_urls, thumb, card, full)

struct photo {
  uuid photo_id{};
  domain::photo_type photo_type{};
  std::int32_t sequence_order = 0;
  photo_urls urls;
};
HOMIGO_DESCRIBED(photo, photo_id, photo_type, sequence_order, urls)

/// Who lets it, as everybody sees them: a list of cards needs no second request for each.
struct listing_host {
  std::string full_name;
  std::optional<domain::host_category> host_category;
  std::vector<badge> badges;
  std::optional<double> avg_rating;
  bool is_fully_verified = false;
};
HOMIGO_DESCRIBED(listing_host, full_name, host_category, badges, avg_rating, is_fully_verified)

/// What GET /listings/{id} answers.
struct listing {
  uuid listing_id{};
  uuid host_id{};
  posting_status status = posting_status::draft;
  listing_content content;
  bool is_premium = false;
  bool photos_verified = false;
  std::int32_t likes_count = 0;
  std::optional<instant> published_at;
  std::optional<instant> valid_until;
  instant created_at{};
  instant updated_at{};
  std::int64_t revision = 1;
  std::optional<listing_host> host;
  std::int32_t photo_count = 0;
  std::vector<photo> photos;
};
HOMIGO_DESCRIBED(listing, listing_id, host_id, status, content, is_premium, photos_verified, likes_count, published_at,
                 valid_until, created_at, updated_at, revision, host, photo_count, photos)
constexpr auto rules_of(const listing*) { return rules(field("content").inlined()); }

}  // namespace homigo::domain
