// A posting's pairs in little room: most have one side's swipe only, and a hot listing has 100,000 of them.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "domain/matching/pair_decision.hpp"

namespace homigo::actors {

/// By the other posting. A pair takes 40 bytes with one swipe, 22 more with the second, 32 with a match, and its share
/// of a table of pointers; an empty table has no memory. Nothing is ever taken out.
class pair_table {
public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  void reserve(std::size_t pairs);

  /// An untouched pair when there is none.
  domain::pair_state find(const domain::uuid& other) const;
  /// Times are kept from 1970 on, for some thousand years.
  void set(const domain::uuid& other, const domain::pair_state& pair);

  /// `visit(other, pair)`, in no order; it must not change the table.
  template <class Visitor>
  void for_each(Visitor&& visit) const {
    for (const auto& slot : slots_)
      if (slot) visit(key_of(slot.get()), unpacked(slot.get()));
  }

private:
  using packed = std::unique_ptr<std::uint8_t[]>;

  static domain::uuid key_of(const std::uint8_t* pair);
  static domain::pair_state unpacked(const std::uint8_t* pair);
  /// Where the pair stands, or the free place where it belongs.
  std::size_t place_of(const domain::uuid& other) const;
  void resize(std::size_t slots);

  std::vector<packed> slots_;  // a power of two, at most seven eighths taken
  std::size_t size_ = 0;
};

}  // namespace homigo::actors
