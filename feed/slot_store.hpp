// Records under small numbers that stay valid: memory grows by chunks, without copying and without room to spare.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace homigo::feed {

using slot = std::uint32_t;
inline constexpr slot no_slot = static_cast<slot>(-1);

/// Not thread-safe. Freed slots are given out again.
template <class Record>
class slot_store {
public:
  slot take() {
    if (!free_.empty()) {
      const slot s = free_.back();
      free_.pop_back();
      return s;
    }
    if (used_ % chunk_size == 0) chunks_.push_back(std::make_unique<Record[]>(chunk_size));
    return used_++;
  }
  /// @pre the record has been emptied
  void give_back(slot s) { free_.push_back(s); }

  Record& operator[](slot s) { return chunks_[s / chunk_size][s % chunk_size]; }
  const Record& operator[](slot s) const { return chunks_[s / chunk_size][s % chunk_size]; }

  std::size_t size() const { return used_ - free_.size(); }
  /// One more than the greatest slot ever taken.
  slot end() const { return used_; }
  std::size_t memory_bytes() const {
    return chunks_.size() * chunk_size * sizeof(Record) + chunks_.capacity() * sizeof(void*) +
           free_.capacity() * sizeof(slot);
  }

private:
  static constexpr slot chunk_size = 4096;
  std::vector<std::unique_ptr<Record[]>> chunks_;
  std::vector<slot> free_;
  slot used_ = 0;
};

}  // namespace homigo::feed
