#include "modules/import/stock/people.hpp"

#include <array>

namespace homigo::stock {
namespace {

constexpr std::array companies{"Software services", "Hospital", "Bank", "Design studio", "University", "Logistics"};

/// One level after the other, each for a share of those who passed the one before.
std::vector<domain::badge> draw_badges(dice& chance, double each) {
  using enum domain::badge;
  std::vector badges{phone};
  for (const auto next : {email, aadhaar, face}) {
    if (!chance.chance(each)) break;
    badges.push_back(next);
  }
  return badges;
}

domain::user draw_account(dice& chance, const person_number& who, domain::instant joined) {
  domain::user account;
  account.user_id = identifier(who.seed, who.is_host ? thing::host : thing::tenant, who.number);
  account.full_name = full_name(who);
  account.phone = phone(who);
  account.email = email(who);
  account.user_type = who.is_host ? domain::user_type::host : domain::user_type::tenant;
  account.account_status = domain::account_status::active;
  account.badges = draw_badges(chance, who.is_host ? 0.75 : 0.6);
  account.is_fully_verified = account.badges.size() == 4;
  account.revision = 1;
  account.created_at = account.updated_at = joined;
  return account;
}

std::optional<domain::yes_no> draw_habit(dice& chance, double yes) {
  if (chance.chance(0.2)) return std::nullopt;
  return chance.chance(yes) ? domain::yes_no::yes : domain::yes_no::no;
}

domain::tenant_profile_content draw_way_of_living(dice& chance) {
  constexpr std::array occupations{18.0, 34.0, 20.0, 9.0, 8.0, 7.0, 4.0};
  constexpr std::array genders{52.0, 46.0, 2.0};
  constexpr std::array foods{32.0, 40.0, 3.0, 25.0};
  domain::tenant_profile_content out;
  out.occupation = static_cast<domain::occupation>(chance.weighted(occupations));
  if (out.occupation != domain::occupation::student && chance.chance(0.6)) out.company = chance.one_of(companies);
  out.age = out.occupation == domain::occupation::student ? chance.between(18, 25) : chance.between(21, 55);
  out.gender = static_cast<domain::gender>(chance.weighted(genders));
  if (chance.chance(0.85)) out.food_preference = static_cast<domain::food_preference>(chance.weighted(foods));
  out.smoking = draw_habit(chance, 0.2);
  out.drinking = draw_habit(chance, 0.35);
  out.pets = draw_habit(chance, 0.1);
  return out;
}

}  // namespace

domain::host_category draw_host_category(dice& chance) {
  // owner, broker, company, flatmate, pg_operator
  constexpr std::array weights{62.0, 22.0, 4.0, 4.0, 8.0};
  return static_cast<domain::host_category>(chance.weighted(weights));
}

domain::user draw_host(dice& chance, const person_number& who, domain::host_category category, domain::instant joined) {
  auto account = draw_account(chance, who, joined);
  domain::host_profile profile;
  profile.content.host_category = category;
  using enum domain::host_category;
  if (category == broker || category == company || category == pg_operator)
    profile.content.business_name = "Generated homes " + std::to_string(who.number + 1);
  profile.profile_completeness = domain::completeness(profile.content);
  profile.revision = 1;
  profile.created_at = profile.updated_at = joined;
  account.host_profile = std::move(profile);
  return account;
}

domain::user draw_tenant(dice& chance, const person_number& who, domain::instant joined) {
  auto account = draw_account(chance, who, joined);
  domain::tenant_profile profile;
  profile.content = draw_way_of_living(chance);
  profile.profile_completeness = domain::completeness(profile.content);
  profile.revision = 1;
  profile.created_at = profile.updated_at = joined;
  account.tenant_profile = std::move(profile);
  return account;
}

}  // namespace homigo::stock
