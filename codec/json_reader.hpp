// JSON in, described object out: every error at once, each with its pointer; no DOM in between.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::codec {

enum class read_mode : std::uint8_t {
  create,  // a required field that is absent is an error
  merge,   // absent = unchanged, null = cleared
};

enum class unknown_fields : std::uint8_t { passed_over, refused };

struct read_options {
  read_options(read_mode how = read_mode::create) : mode(how) {}

  read_mode mode;
  unknown_fields unknown = unknown_fields::passed_over;
  /// The text is no object but the list that is the type's only field.
  bool bare_list = false;
  /// What the resource shows: a field that it has and the text may not set is called read-only, not unknown.
  const domain::type_descriptor* resource = nullptr;
  /// What else is read from the same object: its fields are not unknown here.
  const domain::type_descriptor* beside = nullptr;
  /// The day with which dates are compared; without it they are not.
  std::optional<domain::date> today{};
};

/// Reads `json` into `object`, gives texts their normal form and checks the rules of its type. An empty text counts as
/// `{}`. What a merge leaves as it was is not judged anew: it may have grown old. Fails with malformed_request (not
/// JSON, a key twice, not an object) or invalid_fields (all errors). On failure `object` is in an unspecified, valid
/// state.
domain::result<void> read_json(std::string_view json, const domain::type_descriptor& type, void* object,
                               const read_options& options = {});

template <class T>
domain::result<T> read_json(std::string_view json) {
  T object{};
  if (auto done = read_json(json, domain::descriptor<T>(), &object); !done) return done.error();
  return object;
}

/// Trusted JSON that our own writer or our own SQL made: trouble is a programming error and throws std::runtime_error.
void read_trusted_json(std::string_view json, const domain::type_descriptor& type, void* object);

}  // namespace homigo::codec
