// Chance that comes out the same for the same seed: every person has dice of their own, so timing changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace homigo::demo {

class dice {
public:
  dice(std::uint64_t seed, std::uint64_t person) : engine_(seed * 0x9E3779B97F4A7C15ULL + person) {}

  /// 0 (inclusive) to 1 (exclusive).
  double fraction() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
  bool chance(double probability) { return fraction() < probability; }
  /// Both ends inclusive.
  int between(int low, int high) { return low + static_cast<int>(fraction() * (high - low + 1)); }
  double between(double low, double high) { return low + fraction() * (high - low); }
  template <class Items>
  const auto& one_of(const Items& items) {
    return items[static_cast<std::size_t>(fraction() * static_cast<double>(std::size(items)))];
  }

private:
  std::mt19937_64 engine_;
};

}  // namespace homigo::demo
