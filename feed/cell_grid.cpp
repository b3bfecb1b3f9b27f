#include "feed/cell_grid.hpp"

#include <algorithm>

#include "feed/grid_window.hpp"
#include "feed/listing_record.hpp"
#include "feed/requirement_record.hpp"

namespace homigo::feed {
namespace {

constexpr std::size_t rows_of_blocks = (grid_rows + block_side - 1) / block_side;
constexpr std::size_t columns_of_blocks = (grid_columns + block_side - 1) / block_side;

/// A quarter of spare room instead of as much again.
template <class Entry>
void make_room(std::vector<Entry>& bucket) {
  if (bucket.size() == bucket.capacity()) bucket.reserve(bucket.size() + bucket.size() / 4 + 2);
}

std::size_t block_at(std::size_t row, std::size_t column) {
  return row / block_side * columns_of_blocks + column / block_side;
}
std::size_t place_in_block(std::size_t row, std::size_t column) {
  return row % block_side * block_side + column % block_side;
}

}  // namespace

template <class Entry>
cell_grid<Entry>::cell_grid() : block_of_(rows_of_blocks * columns_of_blocks) {}

template <class Entry>
slot cell_grid<Entry>::cell_at(const grid_place& place) {
  auto& known = block_of_[block_at(place.row, place.column)];
  if (known == 0) {
    blocks_.push_back(std::make_unique<block>());
    blocks_.back()->fill(no_slot);
    known = static_cast<std::uint32_t>(blocks_.size());
  }
  slot& at = (*blocks_[known - 1])[place_in_block(place.row, place.column)];
  if (at == no_slot) at = cells_.take();
  return at;
}

template <class Entry>
void cell_grid<Entry>::insert(const grid_place& place, std::size_t bucket, const Entry& entry, std::int32_t reach_m) {
  auto& here = cells_[cell_at(place)];
  here.widest_m = std::max(here.widest_m, reach_m);
  widest_m_ = std::max(widest_m_, reach_m);
  auto& entries = here.buckets[bucket];
  make_room(entries);
  entries.insert(sealed_ ? std::lower_bound(entries.begin(), entries.end(), entry) : entries.end(), entry);
}

template <class Entry>
void cell_grid<Entry>::erase(const grid_place& place, std::size_t bucket, const Entry& entry) {
  auto& entries = cells_[cell_at(place)].buckets[bucket];
  if (sealed_)
    entries.erase(std::lower_bound(entries.begin(), entries.end(), entry));
  else
    entries.erase(std::find(entries.begin(), entries.end(), entry));
}

template <class Entry>
void cell_grid<Entry>::seal() {
  if (sealed_) return;
  sealed_ = true;
  for (slot s = 0; s < cells_.end(); ++s)
    for (auto& bucket : cells_[s].buckets) {
      std::sort(bucket.begin(), bucket.end());
      bucket.shrink_to_fit();
    }
}

template <class Entry>
void cell_grid<Entry>::around(const domain::geo_point& centre, double reach_m, std::vector<seen_cell>& out) const {
  const auto window = window_around(centre, reach_m);
  for (const auto& row : window.rows) {
    std::size_t at_block = static_cast<std::size_t>(-1);
    const block* cells = nullptr;
    for (const auto& column : window.columns) {
      const auto r = static_cast<std::size_t>(row.row), c = static_cast<std::size_t>(column.column);
      if (const auto wanted = block_at(r, c); wanted != at_block) {
        at_block = wanted;
        cells = block_of_[wanted] == 0 ? nullptr : blocks_[block_of_[wanted] - 1].get();
      }
      if (cells == nullptr) continue;
      const slot at = (*cells)[place_in_block(r, c)];
      if (at == no_slot) continue;
      const double nearest = nearest_m(row, column);
      if (nearest <= reach_m) out.push_back({at, nearest, row.south, column.west});
    }
  }
}

template <class Entry>
std::size_t cell_grid<Entry>::memory_bytes() const {
  std::size_t bytes = block_of_.capacity() * sizeof(std::uint32_t) + blocks_.size() * sizeof(block) +
                      blocks_.capacity() * sizeof(void*) + cells_.memory_bytes();
  for (slot s = 0; s < cells_.end(); ++s)
    for (const auto& bucket : cells_[s].buckets) bytes += bucket.capacity() * sizeof(Entry);
  return bytes;
}

template class cell_grid<listing_entry>;
template class cell_grid<requirement_entry>;

}  // namespace homigo::feed
