// All live postings of one kind: by place for searches, by identifier and by owner for everything else.
#pragma once

#include "feed/cell_grid.hpp"
#include "feed/id_table.hpp"
#include "feed/listing_record.hpp"
#include "feed/requirement_record.hpp"

namespace homigo::feed {

/// Not thread-safe. Owners are slots of the people.
template <class Record, class Entry>
class posting_index {
public:
  posting_index() = default;
  posting_index(const posting_index&) = delete;
  posting_index& operator=(const posting_index&) = delete;

  /// In place of the one with its identifier, if there is one. Links in `record` are ignored.
  void put(Record record, slot owner);
  void remove(const domain::uuid& id);
  /// Before it there may be no search.
  void seal() { grid_.seal(); }

  /// Null when it is not live.
  const Record* find(const domain::uuid& id) const;
  /// `visit(const Record&)` for each posting of an owner, in no order.
  template <class Visit>
  void each_of(slot owner, Visit visit) const {
    for (slot s = first_of(owner); s != no_slot; s = records_[s].next_of_owner) visit(records_[s]);
  }
  /// `visit(const Record&)` for the live ones among the slots from `from` on, at most `count` slots.
  template <class Visit>
  void each_from(slot from, slot count, Visit visit) const {
    for (slot s = from; s < records_.end() && s - from < count; ++s)
      if (records_[s].owner != no_slot) visit(records_[s]);
  }
  slot end() const { return records_.end(); }

  const cell_grid<Entry>& grid() const { return grid_; }
  const slot_store<Record>& records() const { return records_; }
  std::size_t size() const { return records_.size(); }
  std::size_t memory_bytes() const;

private:
  slot first_of(slot owner) const { return owner < first_of_owner_.size() ? first_of_owner_[owner] : no_slot; }
  void link(slot s, slot owner);
  void unlink(slot s);
  void take_from_grid(slot s);
  void put_on_grid(slot s);

  slot_store<Record> records_;
  id_table<Record> ids_{records_};
  cell_grid<Entry> grid_;
  std::vector<slot> first_of_owner_;
};

using listing_index = posting_index<listing_record, listing_entry>;
using requirement_index = posting_index<requirement_record, requirement_entry>;

}  // namespace homigo::feed
