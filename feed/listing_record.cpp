#include "feed/listing_record.hpp"

namespace homigo::feed {
namespace {

using namespace domain;

/// What a host wishes of a tenant.
struct host_wish_word {
  using occupations = bits<0, 7>;  // one bit each
  using food = bits<7, 3>;
  using smoking = bits<10, 2>;
  using drinking = bits<12, 2>;
  using pets = bits<14, 2>;
};
constexpr unsigned occupation_count = 7;

std::uint32_t allowed_bits(const permissions& p) {
  return (p.smoking ? 1U : 0U) | (p.drinking ? 2U : 0U) | (p.non_veg ? 4U : 0U) | (p.pets ? 8U : 0U) |
         (p.parties ? 16U : 0U);
}

std::uint32_t occupation_bits(const std::vector<occupation>& welcome) {
  std::uint32_t bits = 0;
  for (const auto each : welcome) bits |= 1U << static_cast<unsigned>(each);
  return bits;
}

}  // namespace

void pack(const listing_facts& facts, listing_record& out) {
  const auto& rule = facts.rule;
  pack_shared(facts, out);
  out.id = facts.listing_id;
  out.location = facts.location;
  out.rent = rule.rent_monthly;
  out.available_day = day_of(rule.available_from);
  using w = listing_word;
  out.word = static_cast<std::uint16_t>(
      w::allowed::of(allowed_bits(facts.allowed)) | w::type::of(facts.property_type) |
      w::furnished::of(facts.furnishing) | w::verified::of(facts.host_fully_verified && facts.photos_verified) |
      w::gender::of(rule.accepted_gender) | w::stands::of(rule.host_in_good_standing));
  out.wishes = static_cast<std::uint16_t>(host_wish_word::occupations::of(occupation_bits(facts.welcome_occupations)) |
                                          host_wish_word::food::of_optional(facts.wishes.food) |
                                          host_wish_word::smoking::of_optional(facts.wishes.smoking) |
                                          host_wish_word::drinking::of_optional(facts.wishes.drinking) |
                                          host_wish_word::pets::of_optional(facts.wishes.pets));
}

listing_facts unpack(const listing_record& record) {
  listing_facts facts;
  using w = listing_word;
  facts.listing_id = record.id;
  unpack_shared(record, facts);
  facts.rule.host_in_good_standing = w::stands::get(record.word) != 0;
  facts.rule.rent_monthly = record.rent;
  facts.rule.accepted_gender = w::gender::as<gender_preference>(record.word);
  facts.rule.available_from = date_of(record.available_day);
  facts.location = record.location;
  facts.property_type = w::type::as<property_type>(record.word);
  facts.furnishing = w::furnished::as<furnishing>(record.word);
  const auto allowed = w::allowed::get(record.word);
  facts.allowed = {(allowed & 1) != 0, (allowed & 2) != 0, (allowed & 4) != 0, (allowed & 8) != 0, (allowed & 16) != 0};
  facts.host_fully_verified = facts.photos_verified = w::verified::get(record.word) != 0;
  return facts;
}

listing_facts unpack_with_wishes(const listing_record& record) {
  auto facts = unpack(record);
  for (unsigned i = 0; i < occupation_count; ++i)
    if ((host_wish_word::occupations::get(record.wishes) >> i & 1) != 0)
      facts.welcome_occupations.push_back(static_cast<occupation>(i));
  facts.wishes = {host_wish_word::food::as_optional<food_preference>(record.wishes),
                  host_wish_word::smoking::as_optional<yes_no_any>(record.wishes),
                  host_wish_word::drinking::as_optional<yes_no_any>(record.wishes),
                  host_wish_word::pets::as_optional<yes_no_any>(record.wishes)};
  return facts;
}

}  // namespace homigo::feed
