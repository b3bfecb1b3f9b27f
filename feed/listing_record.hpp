// A listing in the index: the twelve bytes that a search scans, and the record that only its survivors touch.
#pragma once

#include "domain/feed/feed_facts.hpp"
#include "feed/grid_place.hpp"
#include "feed/posting_record.hpp"

namespace homigo::feed {

/// What scanning needs of a listing, in one half-word: its points without budget and place, and who may see it.
struct listing_word {
  using allowed = bits<0, 5>;  // smoking, drinking, non_veg, pets, parties from the lowest bit on
  using offer = bits<5, 6>;    // the three below together
  using type = bits<5, 3>;
  using furnished = bits<8, 2>;
  using verified = bits<10, 1>;  // host and photos: the bonus
  using audience = bits<11, 3>;  // the two below together
  using gender = bits<11, 2>;
  using stands = bits<13, 1>;  // the host is in good standing
};

/// By rent within its bucket.
struct listing_entry {
  std::int32_t rent = 0;
  slot record = no_slot;
  std::uint16_t word = 0;
  std::uint8_t north = 0;
  std::uint8_t east = 0;

  bool operator<(const listing_entry& other) const {
    return rent != other.rent ? rent < other.rent : record < other.record;
  }
  bool operator==(const listing_entry& other) const { return record == other.record; }
};
static_assert(sizeof(listing_entry) == 12);

struct listing_record : posting_record {
  std::int32_t rent = 0;
  std::int32_t available_day = 0;
};
static_assert(sizeof(listing_record) == 72);

inline listing_entry entry_of(const listing_record& r, slot s, const grid_place& place) {
  return {r.rent, s, r.word, place.north, place.east};
}
/// Listings are sought within their viewer's radius.
inline std::int32_t reach_of(const listing_record&) { return 0; }

/// @pre the listing is active and has a validity. Links to its owner are left alone.
void pack(const domain::listing_facts& facts, listing_record& out);
/// The inverse but for the owner; `host_fully_verified` and `photos_verified` come together. Without what the host
/// wishes, which only the other direction needs.
domain::listing_facts unpack(const listing_record& record);
domain::listing_facts unpack_with_wishes(const listing_record& record);

}  // namespace homigo::feed
