// The static table that a described type expands into: what codecs, validation, OpenAPI and SQL walk at run time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::domain {

enum class kind : std::uint8_t {
  boolean,      // bool
  integer,      // any signed or unsigned integer up to 64 bits
  number,       // double
  text,         // std::string, UTF-8
  id,           // uuid
  moment,       // instant
  day,          // date
  place,        // geo_point
  json,         // raw_json
  enumeration,  // described enum
  nullable,     // std::optional
  list,         // std::vector
  object,       // described struct
};

struct field_descriptor {
  std::string_view name;
  const type_descriptor* type;
  void* (*at)(void* object);
  field_rule rule;
  bool required;
  /// Gives the field the value it has in a new object; null where there is no such thing.
  void (*restore)(void* object) = nullptr;
};

/// Function pointers that a kind does not use are null. Objects are passed as `void*` to the described type.
struct type_descriptor {
  domain::kind kind;
  std::string_view name;  // of objects and enumerations

  // integer
  std::int64_t (*get_integer)(const void*) = nullptr;
  /// False when the value does not fit the type.
  bool (*set_integer)(void*, std::int64_t) = nullptr;

  // enumeration
  std::span<const std::string_view> names{};
  std::size_t (*get_ordinal)(const void*) = nullptr;
  void (*set_ordinal)(void*, std::size_t) = nullptr;

  // nullable and list
  const type_descriptor* element = nullptr;
  /// nullable: null when absent.
  void* (*value)(void*) = nullptr;
  void* (*emplace)(void*) = nullptr;
  void (*reset)(void*) = nullptr;
  // list
  std::size_t (*size)(const void*) = nullptr;
  void* (*item)(void*, std::size_t) = nullptr;

  // object
  std::span<const field_descriptor> fields{};
  void (*cross_check)(const void*, std::vector<field_error>&) = nullptr;

  const field_descriptor* find(std::string_view field_name) const {
    for (const auto& f : fields)
      if (f.name == field_name) return &f;
    return nullptr;
  }
  /// The wire name's position, or npos.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t ordinal_of(std::string_view wire_name) const {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i] == wire_name) return i;
    return npos;
  }
};

template <class T>
const type_descriptor& descriptor() {
  return descriptor_of(static_cast<const T*>(nullptr));
}

/// The wire name of a described enumerator, and back.
template <class E>
std::string_view wire_name(E value) {
  const auto& type = descriptor<E>();
  return type.names[type.get_ordinal(&value)];
}
template <class E>
bool from_wire_name(std::string_view name, E& out) {
  const auto& type = descriptor<E>();
  const auto ordinal = type.ordinal_of(name);
  if (ordinal == type_descriptor::npos) return false;
  type.set_ordinal(&out, ordinal);
  return true;
}

}  // namespace homigo::domain
