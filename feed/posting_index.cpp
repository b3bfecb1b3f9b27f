#include "feed/posting_index.hpp"

namespace homigo::feed {

template <class Record, class Entry>
void posting_index<Record, Entry>::put(Record record, slot owner) {
  slot s = ids_.find(record.id);
  if (s == no_slot) {
    s = records_.take();
    records_[s].id = record.id;
    ids_.insert(record.id, s);
  } else {
    take_from_grid(s);
    unlink(s);
  }
  records_[s] = record;
  link(s, owner);
  put_on_grid(s);
}

template <class Record, class Entry>
void posting_index<Record, Entry>::remove(const domain::uuid& id) {
  const slot s = ids_.find(id);
  if (s == no_slot) return;
  take_from_grid(s);
  unlink(s);
  ids_.erase(id);
  records_[s] = {};
  records_.give_back(s);
}

template <class Record, class Entry>
const Record* posting_index<Record, Entry>::find(const domain::uuid& id) const {
  const slot s = ids_.find(id);
  return s == no_slot ? nullptr : &records_[s];
}

template <class Record, class Entry>
void posting_index<Record, Entry>::link(slot s, slot owner) {
  if (owner >= first_of_owner_.size()) first_of_owner_.resize(owner + 1 + owner / 8, no_slot);
  records_[s].owner = owner;
  records_[s].next_of_owner = first_of_owner_[owner];
  first_of_owner_[owner] = s;
}

template <class Record, class Entry>
void posting_index<Record, Entry>::unlink(slot s) {
  slot* at = &first_of_owner_[records_[s].owner];
  while (*at != s) at = &records_[*at].next_of_owner;
  *at = records_[s].next_of_owner;
}

template <class Record, class Entry>
void posting_index<Record, Entry>::take_from_grid(slot s) {
  const auto& r = records_[s];
  const auto place = place_on_grid(r.location);
  grid_.erase(place, bucket_of(r.is_premium, r.occupancy), entry_of(r, s, place));
}

template <class Record, class Entry>
void posting_index<Record, Entry>::put_on_grid(slot s) {
  const auto& r = records_[s];
  const auto place = place_on_grid(r.location);
  grid_.insert(place, bucket_of(r.is_premium, r.occupancy), entry_of(r, s, place), reach_of(r));
}

template <class Record, class Entry>
std::size_t posting_index<Record, Entry>::memory_bytes() const {
  return records_.memory_bytes() + ids_.memory_bytes() + grid_.memory_bytes() +
         first_of_owner_.capacity() * sizeof(slot);
}

template class posting_index<listing_record, listing_entry>;
template class posting_index<requirement_record, requirement_entry>;

}  // namespace homigo::feed
