#include "modules/import/stock/dice.hpp"

#include <cmath>
#include <numbers>

namespace homigo::stock {
namespace {

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;

}  // namespace

dice::dice(std::uint64_t seed, std::uint64_t stream, std::uint64_t number)
    : state_(mixed(mixed(mixed(seed + golden) ^ (stream + golden)) + number * golden)) {}

std::uint64_t dice::bits() { return mixed(state_ += golden); }

double dice::fraction() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }

int dice::between(int low, int high) { return low + static_cast<int>(fraction() * (high - low + 1)); }

double dice::normal() {
  // Box and Muller; 1 - fraction() is never zero.
  const double radius = std::sqrt(-2 * std::log(1 - fraction()));
  return radius * std::cos(2 * std::numbers::pi * fraction());
}

std::size_t dice::weighted(std::span<const double> weights) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  double left = fraction() * sum;
  for (std::size_t i = 0; i + 1 < weights.size(); ++i)
    if ((left -= weights[i]) < 0) return i;
  return weights.size() - 1;
}

}  // namespace homigo::stock
