#include "modules/feed/sql/feed_facts_rows.hpp"

#include <stdexcept>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/postings/public_place.hpp"

namespace homigo::postgres {
namespace {

using namespace domain;

template <class E>
E word(std::string_view name) {
  E value{};
  if (!from_wire_name(name, value)) throw std::runtime_error{"an unknown word: " + std::string{name}};
  return value;
}
template <class E>
E word(binary_row& row) {
  return word<E>(row.text());
}

template <class T, class Read>
std::optional<T> optional_of(binary_row& row, Read read) {
  if (row.is_null()) {
    row.skip();
    return std::nullopt;
  }
  return read(row);
}
template <class E>
std::optional<E> optional_word(binary_row& row) {
  return optional_of<E>(row, [](binary_row& r) { return word<E>(r); });
}
std::optional<instant> optional_moment(binary_row& row) {
  return optional_of<instant>(row, [](binary_row& r) { return r.moment(); });
}

std::int32_t whole(binary_row& row) { return static_cast<std::int32_t>(row.integer()); }

std::vector<occupation> occupations(binary_row& row) {
  std::vector<occupation> all;
  auto list = optional_of<std::string_view>(row, [](binary_row& r) { return r.text(); }).value_or("");
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    all.push_back(word<occupation>(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return all;
}

/// Eight ranks in the order of domain::factor, or NULLs.
std::vector<factor> priorities(binary_row& row) {
  std::vector<factor> all;
  for (std::uint8_t i = 0; i < 8; ++i) {
    if (row.is_null()) {
      row.skip();
      continue;
    }
    all.resize(8);
    all[static_cast<std::size_t>(row.integer()) - 1] = static_cast<factor>(i);
  }
  return all;
}

}  // namespace

const std::string& listing_facts_sql() {
  static const std::string sql =
      R"(SELECT l.listing_id, l.status, l.valid_until, l.host_id, u.account_status = 'active',
    l.rent_monthly, l.occupancy_type, l.gender_preference, l.available_from, l.coordinates, l.is_premium, l.created_at,
    l.property_type, l.furnishing, l.smoking_allowed, l.drinking_allowed, l.non_veg_allowed, l.pets_allowed,
    l.parties_allowed, coalesce(v.is_fully_verified, false), l.photos_verified, array_to_string(h.occupations, ','),
    h.food_preference, h.smoking, h.drinking, h.pets
    FROM property_listings l JOIN users u ON u.user_id = l.host_id
    LEFT JOIN user_verifications v ON v.user_id = l.host_id LEFT JOIN host_preferences h ON h.listing_id = l.listing_id)";
  return sql;
}

listing_facts read_listing_facts(binary_row row) {
  listing_facts l;
  l.listing_id = row.id();
  l.rule.status = word<posting_status>(row);
  l.rule.valid_until = optional_moment(row);
  l.rule.host_id = row.id();
  l.rule.host_in_good_standing = row.flag();
  l.rule.rent_monthly = whole(row);
  l.rule.occupancy = word<occupancy_type>(row);
  l.rule.accepted_gender = word<gender_preference>(row);
  l.rule.available_from = row.day();
  l.location = public_place(row.point());
  l.is_premium = row.flag();
  l.created_at = row.moment();
  l.property_type = word<property_type>(row);
  l.furnishing = word<furnishing>(row);
  for (bool* allowed :
       {&l.allowed.smoking, &l.allowed.drinking, &l.allowed.non_veg, &l.allowed.pets, &l.allowed.parties})
    *allowed = row.flag();
  l.host_fully_verified = row.flag();
  l.photos_verified = row.flag();
  l.welcome_occupations = occupations(row);
  l.wishes.food = optional_word<food_preference>(row);
  for (auto* wish : {&l.wishes.smoking, &l.wishes.drinking, &l.wishes.pets}) *wish = optional_word<yes_no_any>(row);
  return l;
}

const std::string& requirement_facts_sql() {
  static const std::string sql = R"(SELECT r.requirement_id, r.status, r.valid_until, r.tenant_id,
    u.account_status = 'active', r.budget_min, r.budget_max, r.radius_m, r.occupancy_type, r.gender_preference, t.gender,
    r.move_in_date, r.preferred_coordinates, r.is_premium, r.created_at, r.property_type, r.furnishing,
    r.lifestyle_smoking, r.lifestyle_drinking, r.lifestyle_non_veg, r.lifestyle_pets, r.lifestyle_parties,
    t.occupation, t.food_preference, t.smoking, t.drinking, t.pets,
    p.budget, p.occupancy, p.location, p.possession_date, p.gender_preference, p.property_type, p.lifestyle, p.furnishing
    FROM tenant_requirements r JOIN users u ON u.user_id = r.tenant_id
    LEFT JOIN tenant_profiles t ON t.user_id = r.tenant_id
    LEFT JOIN tenant_priorities p ON p.requirement_id = r.requirement_id)";
  return sql;
}

requirement_facts read_requirement_facts(binary_row row) {
  requirement_facts r;
  r.requirement_id = row.id();
  r.rule.status = word<posting_status>(row);
  r.rule.valid_until = optional_moment(row);
  r.rule.tenant_id = row.id();
  r.rule.tenant_in_good_standing = row.flag();
  for (auto* number : {&r.rule.budget_min, &r.rule.budget_max, &r.rule.radius_m}) *number = whole(row);
  r.rule.occupancy = word<occupancy_type>(row);
  r.rule.gender_preference = word<gender_preference>(row);
  r.rule.tenant_gender = optional_word<gender>(row);
  r.rule.move_in_date = row.day();
  r.preferred_location = public_place(row.point());
  r.is_premium = row.flag();
  r.created_at = row.moment();
  r.property_type = word<property_type>(row);
  r.furnishing = word<furnishing_preference>(row);
  for (auto* wish : {&r.wishes.smoking, &r.wishes.drinking, &r.wishes.non_veg, &r.wishes.pets, &r.wishes.parties})
    *wish = optional_word<yes_no_any>(row);
  r.occupation = optional_word<occupation>(row);
  r.habits.food = optional_word<food_preference>(row);
  for (auto* habit : {&r.habits.smoking, &r.habits.drinking, &r.habits.pets}) *habit = optional_word<yes_no>(row);
  r.priorities = priorities(row);
  return r;
}

}  // namespace homigo::postgres
