#include "domain/users/profile.hpp"

#include <algorithm>
#include <initializer_list>

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {
namespace {

/// `always` fields cannot be left out and so are told in every profile.
std::int32_t percent(std::int32_t always, std::initializer_list<bool> told) {
  const auto filled = always + static_cast<std::int32_t>(std::ranges::count(told, true));
  return filled * 100 / (always + static_cast<std::int32_t>(told.size()));
}

}  // namespace

std::int32_t completeness(const tenant_profile_content& p) {
  return percent(3, {p.company.has_value(), p.food_preference.has_value(), p.smoking.has_value(),
                     p.drinking.has_value(), p.pets.has_value(), p.about.has_value()});
}

std::int32_t completeness(const host_profile_content& p) {
  const bool is_private = p.host_category == host_category::owner || p.host_category == host_category::flatmate;
  if (is_private) return percent(1, {p.about.has_value()});
  return percent(1, {p.business_name.has_value(), p.about.has_value()});
}

HOMIGO_TABLE(tenant_profile_content)
HOMIGO_TABLE(tenant_profile)
HOMIGO_TABLE(host_profile_content)
HOMIGO_TABLE(host_profile)

}  // namespace homigo::domain
