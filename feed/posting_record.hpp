// What the records of listings and of requirements have in common.
#pragma once

#include "domain/kernel/described/described.hpp"
#include "feed/packed_words.hpp"
#include "feed/slot_store.hpp"

namespace homigo::feed {

struct posting_record {
  domain::uuid id{};
  domain::geo_point location;
  std::int64_t created_ms = 0;
  std::int64_t valid_until_ms = 0;
  slot owner = no_slot;
  slot next_of_owner = no_slot;
  std::uint16_t word = 0;    // what scanning needs, as the entry has it
  std::uint16_t wishes = 0;  // of the owner
  std::uint8_t occupancy = 0;
  bool is_premium = false;
};

/// What both kinds of facts call the same. @pre the posting is active and has a validity.
template <class Facts>
void pack_shared(const Facts& facts, posting_record& out) {
  out.created_ms = milliseconds_of(facts.created_at);
  out.valid_until_ms = milliseconds_of(*facts.rule.valid_until);
  out.occupancy = static_cast<std::uint8_t>(facts.rule.occupancy);
  out.is_premium = facts.is_premium;
}
/// The inverse.
template <class Facts>
void unpack_shared(const posting_record& record, Facts& out) {
  out.created_at = instant_of(record.created_ms);
  out.rule.status = domain::posting_status::active;
  out.rule.valid_until = instant_of(record.valid_until_ms);
  out.rule.occupancy = static_cast<domain::occupancy_type>(record.occupancy);
  out.is_premium = record.is_premium;
}

}  // namespace homigo::feed
