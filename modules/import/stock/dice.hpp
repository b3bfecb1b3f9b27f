// Chance for generated stock: the same seed and place give the same throws, in any order and on any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace homigo::stock {

/// SplitMix64. What is drawn for one thing never depends on what was drawn for another.
class dice {
public:
  /// `stream` keeps kinds of things apart, `number` is the thing's own.
  dice(std::uint64_t seed, std::uint64_t stream, std::uint64_t number);

  std::uint64_t bits();
  /// 0 (inclusive) to 1 (exclusive).
  double fraction();
  bool chance(double probability) { return fraction() < probability; }
  /// Both ends inclusive.
  int between(int low, int high);
  double between(double low, double high) { return low + fraction() * (high - low); }
  /// Standard normal.
  double normal();
  /// A position, by its weight; weights need not sum to 1.
  std::size_t weighted(std::span<const double> weights);

  template <class Items>
  const auto& one_of(const Items& items) {
    return items[static_cast<std::size_t>(fraction() * static_cast<double>(std::size(items)))];
  }

private:
  std::uint64_t state_;
};

}  // namespace homigo::stock
