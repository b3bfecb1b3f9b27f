// Checks a described object against its rules and reports everything that is wrong, not the first thing.
#pragma once

#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::domain {

/// Errors of `object` (of the described `type`), each with its JSON pointer below `prefix`.
std::vector<field_error> validate(const type_descriptor& type, const void* object, const std::string& prefix = {});

template <class T>
std::vector<field_error> validate(const T& object) {
  return validate(descriptor<T>(), &object);
}

/// `/a~b` → `/a~0b`: one escaped reference token with its slash (RFC 6901).
std::string pointer_token(std::string_view name);
void append_pointer_token(std::string& out, std::string_view name);

}  // namespace homigo::domain
