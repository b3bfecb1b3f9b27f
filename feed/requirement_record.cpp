#include "feed/requirement_record.hpp"

namespace homigo::feed {
namespace {

using namespace domain;

/// What a tenant wishes of a house.
struct tenant_wish_word {
  using smoking = bits<0, 2>;
  using drinking = bits<2, 2>;
  using non_veg = bits<4, 2>;
  using pets = bits<6, 2>;
  using parties = bits<8, 2>;
  using type = bits<10, 3>;
  using furnishing = bits<13, 2>;
};

constexpr std::uint32_t no_ranking = ~0U;

std::uint32_t ranking_of(const std::vector<factor>& priorities) {
  if (priorities.empty()) return no_ranking;
  std::uint32_t packed = 0;
  for (std::size_t i = 0; i < priorities.size(); ++i) packed |= static_cast<std::uint32_t>(priorities[i]) << (3 * i);
  return packed;
}

std::vector<factor> priorities_of(std::uint32_t packed) {
  std::vector<factor> all;
  if (packed == no_ranking) return all;
  for (unsigned i = 0; i < 8; ++i) all.push_back(static_cast<factor>(packed >> (3 * i) & 7));
  return all;
}

std::uint32_t word_of(const requirement_facts& facts) {
  using w = requirement_word;
  return w::food::of(facts.habits.food.value_or(food_preference::any)) | w::smoking::of_optional(facts.habits.smoking) |
         w::drinking::of_optional(facts.habits.drinking) | w::pets::of_optional(facts.habits.pets) |
         w::occupation::of_optional(facts.occupation) | w::gender::of_optional(facts.rule.tenant_gender) |
         w::preference::of(facts.rule.gender_preference) | w::stands::of(facts.rule.tenant_in_good_standing);
}

std::uint32_t wishes_of(const requirement_facts& facts) {
  using w = tenant_wish_word;
  return w::smoking::of_optional(facts.wishes.smoking) | w::drinking::of_optional(facts.wishes.drinking) |
         w::non_veg::of_optional(facts.wishes.non_veg) | w::pets::of_optional(facts.wishes.pets) |
         w::parties::of_optional(facts.wishes.parties) | w::type::of(facts.property_type) |
         w::furnishing::of(facts.furnishing);
}

}  // namespace

void pack(const requirement_facts& facts, requirement_record& out) {
  const auto& rule = facts.rule;
  pack_shared(facts, out);
  out.id = facts.requirement_id;
  out.location = facts.preferred_location;
  out.budget_min = rule.budget_min;
  out.budget_max = rule.budget_max;
  out.radius_m = rule.radius_m;
  out.move_in_day = day_of(rule.move_in_date);
  out.priorities = ranking_of(facts.priorities);
  out.word = static_cast<std::uint16_t>(word_of(facts));
  out.wishes = static_cast<std::uint16_t>(wishes_of(facts));
}

requirement_facts unpack(const requirement_record& record) {
  requirement_facts facts;
  using w = requirement_word;
  facts.requirement_id = record.id;
  unpack_shared(record, facts);
  facts.rule.tenant_in_good_standing = w::stands::get(record.word) != 0;
  facts.rule.budget_min = record.budget_min;
  facts.rule.budget_max = record.budget_max;
  facts.rule.radius_m = record.radius_m;
  facts.rule.gender_preference = w::preference::as<gender_preference>(record.word);
  facts.rule.tenant_gender = w::gender::as_optional<gender>(record.word);
  facts.rule.move_in_date = date_of(record.move_in_day);
  facts.preferred_location = record.location;
  facts.occupation = w::occupation::as_optional<occupation>(record.word);
  facts.habits = {w::food::as<food_preference>(record.word), w::smoking::as_optional<yes_no>(record.word),
                  w::drinking::as_optional<yes_no>(record.word), w::pets::as_optional<yes_no>(record.word)};
  return facts;
}

requirement_facts unpack_with_wishes(const requirement_record& record) {
  auto facts = unpack(record);
  facts.property_type = tenant_wish_word::type::as<property_type>(record.wishes);
  facts.furnishing = tenant_wish_word::furnishing::as<furnishing_preference>(record.wishes);
  facts.wishes = {tenant_wish_word::smoking::as_optional<yes_no_any>(record.wishes),
                  tenant_wish_word::drinking::as_optional<yes_no_any>(record.wishes),
                  tenant_wish_word::non_veg::as_optional<yes_no_any>(record.wishes),
                  tenant_wish_word::pets::as_optional<yes_no_any>(record.wishes),
                  tenant_wish_word::parties::as_optional<yes_no_any>(record.wishes)};
  facts.priorities = priorities_of(record.priorities);
  return facts;
}

}  // namespace homigo::feed
