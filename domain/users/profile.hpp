// What tenants and hosts tell about themselves, and how complete that is.
#pragma once

#include <optional>
#include <string>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

struct tenant_profile_content {
  domain::occupation occupation{};
  std::optional<std::string> company;
  std::int32_t age = 0;
  domain::gender gender{};
  std::optional<domain::food_preference> food_preference;
  std::optional<yes_no> smoking;
  std::optional<yes_no> drinking;
  std::optional<yes_no> pets;
  std::optional<std::string> about;
  bool operator==(const tenant_profile_content&) const = default;
};
HOMIGO_DESCRIBED(tenant_profile_content, occupation, company, age, gender, food_preference, smoking, drinking, pets,
                 about)
constexpr auto rules_of(const tenant_profile_content*) {
  return rules(field("company").length(1, 120).matching(pattern::no_control), field("age").range(18, 120),
               field("about").length(1, 2000));
}

struct tenant_profile {
  tenant_profile_content content;
  std::int32_t profile_completeness = 0;
  std::int64_t revision = 0;
  instant created_at{};
  instant updated_at{};
};
HOMIGO_DESCRIBED(tenant_profile, content, profile_completeness, revision, created_at, updated_at)
constexpr auto rules_of(const tenant_profile*) { return rules(field("content").inlined()); }

struct host_profile_content {
  domain::host_category host_category{};
  std::optional<std::string> business_name;
  std::optional<std::string> about;
  bool operator==(const host_profile_content&) const = default;
};
HOMIGO_DESCRIBED(host_profile_content, host_category, business_name, about)
constexpr auto rules_of(const host_profile_content*) {
  return rules(field("business_name").length(1, 160).matching(pattern::no_control), field("about").length(1, 2000));
}

struct host_profile {
  host_profile_content content;
  std::int32_t profile_completeness = 0;
  std::optional<double> avg_rating;
  std::int64_t revision = 0;
  instant created_at{};
  instant updated_at{};
};
HOMIGO_DESCRIBED(host_profile, content, profile_completeness, avg_rating, revision, created_at, updated_at)
constexpr auto rules_of(const host_profile*) { return rules(field("content").inlined()); }

/// Percent of a profile's fields that are told, 0 to 100; every field weighs the same.
std::int32_t completeness(const tenant_profile_content& profile);
/// Private people have no business name: it does not count for owners and flatmates.
std::int32_t completeness(const host_profile_content& profile);

}  // namespace homigo::domain
