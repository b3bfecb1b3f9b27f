// Enumerations and absent values in a few bits, as the records of the index keep them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "domain/kernel/time/time.hpp"

namespace homigo::feed {

/// A field of `width` bits from bit `at` on. Enumerators are their numbers, in the order of
/// domain/kernel/described/vocabulary.hpp.
template <unsigned at, unsigned width>
struct bits {
  static constexpr std::uint32_t mask = (1U << width) - 1;
  static constexpr std::uint32_t get(std::uint32_t packed) { return packed >> at & mask; }
  template <class T>
  static constexpr std::uint32_t of(T value) {
    return (static_cast<std::uint32_t>(value) & mask) << at;
  }
  template <class E>
  static constexpr E as(std::uint32_t packed) {
    return static_cast<E>(get(packed));
  }
  /// All ones stand for an absent value.
  template <class E>
  static constexpr std::uint32_t of_optional(const std::optional<E>& value) {
    return value ? of(*value) : mask << at;
  }
  template <class E>
  static constexpr std::optional<E> as_optional(std::uint32_t packed) {
    if (get(packed) == mask) return std::nullopt;
    return as<E>(packed);
  }
};

inline std::int64_t milliseconds_of(domain::instant at) { return at.time_since_epoch().count(); }
inline domain::instant instant_of(std::int64_t milliseconds) {
  return domain::instant{std::chrono::milliseconds{milliseconds}};
}
inline std::int32_t day_of(domain::date d) { return static_cast<std::int32_t>(d.time_since_epoch().count()); }
inline domain::date date_of(std::int32_t day) { return domain::date{std::chrono::days{day}}; }

}  // namespace homigo::feed
