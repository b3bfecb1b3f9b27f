// JSON in, described object out: every error at once, each with its pointer; no DOM in between.
#pragma once

#include <string_view>
#include <vector>

#include "domain/type_descriptor.hpp"

namespace homigo::codec {

enum class read_mode : std::uint8_t {
  create,  // a required field that is absent is an error
  merge,   // absent = unchanged, null = cleared
};

/// Reads `json` into `object` and checks the rules of its type. Unknown fields are ignored; an empty text counts as
/// `{}`. Fails with malformed_request (not JSON, a key twice, not an object) or invalid_fields (all errors).
/// On failure `object` is in an unspecified, valid state.
domain::result<void> read_json(std::string_view json, const domain::type_descriptor& type, void* object,
                               read_mode mode = read_mode::create);

template <class T>
domain::result<T> read_json(std::string_view json) {
  T object{};
  if (auto done = read_json(json, domain::descriptor<T>(), &object); !done) return done.error();
  return object;
}

/// Trusted JSON that our own writer or our own SQL made: trouble is a programming error and throws std::runtime_error.
void read_trusted_json(std::string_view json, const domain::type_descriptor& type, void* object);

}  // namespace homigo::codec
