// A requirement in the index: the entry that a search scans, and the record that only its survivors touch.
#pragma once

#include "domain/feed/feed_facts.hpp"
#include "feed/grid_place.hpp"
#include "feed/posting_record.hpp"

namespace homigo::feed {

/// What scanning needs of a requirement and its tenant, in one half-word.
struct requirement_word {
  using habits = bits<0, 8>;  // the four below together
  using food = bits<0, 2>;    // absent and any mean the same: both are `any`
  using smoking = bits<2, 2>;
  using drinking = bits<4, 2>;
  using pets = bits<6, 2>;
  using occupation = bits<8, 3>;
  using audience = bits<11, 5>;  // the three below together
  using gender = bits<11, 2>;    // of the tenant
  using preference = bits<13, 2>;
  using stands = bits<15, 1>;  // the tenant is in good standing
};

/// By age within its bucket, the oldest first: scores tie often here, and then the newest is shown first.
struct requirement_entry {
  std::int64_t created_ms = 0;
  slot record = no_slot;
  std::int32_t budget_min = 0;
  std::int32_t budget_max = 0;
  std::int32_t move_in_day = 0;
  std::uint16_t word = 0;

  bool operator<(const requirement_entry& other) const {
    return created_ms != other.created_ms ? created_ms < other.created_ms : record < other.record;
  }
  bool operator==(const requirement_entry& other) const { return record == other.record; }
};
static_assert(sizeof(requirement_entry) == 32);

struct requirement_record : posting_record {
  std::int32_t budget_min = 0;
  std::int32_t budget_max = 0;
  std::int32_t radius_m = 0;
  std::int32_t move_in_day = 0;
  std::uint32_t priorities = 0;  // three bits each, the most important lowest; all ones = none
};
static_assert(sizeof(requirement_record) == 88);

inline requirement_entry entry_of(const requirement_record& r, slot s, const grid_place&) {
  return {r.created_ms, s, r.budget_min, r.budget_max, r.move_in_day, r.word};
}
inline std::int32_t reach_of(const requirement_record& r) { return r.radius_m; }

/// @pre the requirement is active and has a validity. Links to its owner are left alone.
void pack(const domain::requirement_facts& facts, requirement_record& out);
/// The inverse but for the owner. Without what the tenant wishes, which only the other direction needs.
domain::requirement_facts unpack(const requirement_record& record);
domain::requirement_facts unpack_with_wishes(const requirement_record& record);

}  // namespace homigo::feed
