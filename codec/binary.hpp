// A compact byte form of described objects, for snapshots and actor messages that leave the process.
#pragma once

#include <string>
#include <string_view>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::codec {

/// Appends fields in the order of description: little-endian integers, length-prefixed texts and lists.
/// The form has no field names: whoever stores it stores a format version beside it.
void append_binary(std::string& out, const domain::type_descriptor& type, const void* object);

/// False when `bytes` is not exactly one object of this type; `object` is then in an unspecified, valid state.
bool read_binary(std::string_view bytes, const domain::type_descriptor& type, void* object);

template <class T>
std::string to_binary(const T& object) {
  std::string out;
  append_binary(out, domain::descriptor<T>(), &object);
  return out;
}
template <class T>
bool from_binary(std::string_view bytes, T& object) {
  return read_binary(bytes, domain::descriptor<T>(), &object);
}

}  // namespace homigo::codec
