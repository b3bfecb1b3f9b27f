// From identifiers to slots at four bytes an entry: the identifiers themselves stand in the records.
#pragma once

#include <vector>

#include "domain/kernel/ids/uuid.hpp"
#include "feed/slot_store.hpp"

namespace homigo::feed {

/// Open addressing with linear probing. `Record` has a member `id`. Not thread-safe.
template <class Record>
class id_table {
public:
  explicit id_table(const slot_store<Record>& records) : records_(records) {}

  slot find(const domain::uuid& id) const {
    if (places_.empty()) return no_slot;
    for (auto at = home(id);; at = next(at)) {
      if (places_[at] == no_slot || records_[places_[at]].id == id) return places_[at];
    }
  }

  /// Asks memory for what find() reads first.
  void prefetch(const domain::uuid& id) const {
    if (!places_.empty()) __builtin_prefetch(&places_[home(id)]);
  }

  /// @pre `id` is not in it yet; records[s].id is `id`.
  void insert(const domain::uuid& id, slot s) {
    if ((count_ + 1) * 5 > places_.size() * 3) grow();
    ++count_;
    put(id, s);
  }

  /// @pre its record still holds the id.
  void erase(const domain::uuid& id) {
    auto hole = home(id);
    while (records_[places_[hole]].id != id) hole = next(hole);
    --count_;
    for (auto at = next(hole); places_[at] != no_slot; at = next(at)) {
      const auto wanted = home(records_[places_[at]].id);
      // Moves back unless its home lies behind the hole.
      if (((at - wanted) & mask()) < ((at - hole) & mask())) continue;
      places_[hole] = places_[at];
      hole = at;
    }
    places_[hole] = no_slot;
  }

  std::size_t memory_bytes() const { return places_.capacity() * sizeof(slot); }

private:
  std::size_t mask() const { return places_.size() - 1; }
  std::size_t next(std::size_t at) const { return (at + 1) & mask(); }
  std::size_t home(const domain::uuid& id) const { return (domain::uuid_hash{}(id) >> 20) & mask(); }

  void put(const domain::uuid& id, slot s) {
    auto at = home(id);
    while (places_[at] != no_slot) at = next(at);
    places_[at] = s;
  }

  void grow() {
    std::vector<slot> old(places_.empty() ? 64 : places_.size() * 2, no_slot);
    old.swap(places_);
    for (const slot s : old)
      if (s != no_slot) put(records_[s].id, s);
  }

  const slot_store<Record>& records_;
  std::vector<slot> places_;
  std::size_t count_ = 0;
};

}  // namespace homigo::feed
