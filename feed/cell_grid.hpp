// Where postings lie: a grid of cells of 0.02 degrees with one sorted bucket for each premium and occupancy, and the
// cells around a point with a distance that none of their points falls below.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "domain/kernel/described/described.hpp"
#include "feed/grid_place.hpp"
#include "feed/slot_store.hpp"

namespace homigo::feed {

/// A cell as a query sees it. Degrees are counted from the query's point, longitudes without a jump at 180.
struct seen_cell {
  slot cell = no_slot;
  double nearest_m = 0;  // no point of the cell is nearer: a lower bound
  double south = 0;
  double west = 0;
};

/// Cells are found over square blocks of so many cells a side; where nothing lies there is no block.
inline constexpr std::size_t block_side = 16;

/// A search of one cell takes as long as memory takes to bring the one that so many cells come later.
inline constexpr std::size_t cells_ahead = 4;

/// 0 to 3 without premium, 4 to 7 with.
inline constexpr std::size_t bucket_count = 8;
constexpr std::size_t bucket_of(bool is_premium, std::uint8_t occupancy) { return (is_premium ? 4U : 0U) + occupancy; }

/// `Entry` is ordered by operator<, which must tell all entries of a bucket apart. Not thread-safe.
template <class Entry>
class cell_grid {
public:
  struct cell {
    std::array<std::vector<Entry>, bucket_count> buckets;
    std::int32_t widest_m = 0;  // greatest reach of an entry ever put here
  };

  cell_grid();

  /// Until sealed, buckets are out of order and must not be read.
  void insert(const grid_place& place, std::size_t bucket, const Entry& entry, std::int32_t reach_m = 0);
  void erase(const grid_place& place, std::size_t bucket, const Entry& entry);
  void seal();

  const cell& operator[](slot s) const { return cells_[s]; }
  /// Ask memory for what a search of many cells will read: where a bucket stands, and then where it is read first: the
  /// middle and the quarters when it is searched, the end when it is walked from there.
  void prefetch_bucket(slot s, std::size_t bucket) const { __builtin_prefetch(&cells_[s].buckets[bucket]); }
  void prefetch_middle(slot s, std::size_t bucket) const {
    const auto& entries = cells_[s].buckets[bucket];
    for (const std::size_t quarter : {2, 1, 3}) __builtin_prefetch(entries.data() + entries.size() * quarter / 4);
  }
  void prefetch_last(slot s, std::size_t bucket) const {
    const auto& entries = cells_[s].buckets[bucket];
    __builtin_prefetch(entries.data() + entries.size() - (entries.empty() ? 0 : 1));
  }
  std::int32_t widest_m() const { return widest_m_; }

  /// Cells that may hold a point within `reach_m` of the centre, into `out`; in no order.
  void around(const domain::geo_point& centre, double reach_m, std::vector<seen_cell>& out) const;

  std::size_t memory_bytes() const;

private:
  using block = std::array<slot, block_side * block_side>;

  slot cell_at(const grid_place& place);

  std::vector<std::uint32_t> block_of_;  // by block row and column; 0 = none, else one more than the block's index
  std::vector<std::unique_ptr<block>> blocks_;
  slot_store<cell> cells_;
  std::int32_t widest_m_ = 0;
  bool sealed_ = false;
};

}  // namespace homigo::feed
