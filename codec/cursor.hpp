// Opaque cursors of lists: a described struct in binary form with a checksum, as base64url.
#pragma once

#include <string>
#include <string_view>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::codec {

/// The checksum covers the name of the list and the shape of its position too: a cursor of another list, or of a
/// release that described it otherwise, is none. It finds mistakes, it is no secret: whoever reads a cursor checks its
/// values like any other input.
std::string make_cursor(std::string_view list, const domain::type_descriptor& type, const void* object);

/// Fails with malformed_request unless `text` came from make_cursor() for the same list and type.
domain::result<void> read_cursor(std::string_view list, std::string_view text, const domain::type_descriptor& type,
                                 void* object);

template <class T>
std::string make_cursor(std::string_view list, const T& position) {
  return make_cursor(list, domain::descriptor<T>(), &position);
}
template <class T>
domain::result<T> read_cursor(std::string_view list, std::string_view text) {
  T position{};
  if (auto done = read_cursor(list, text, domain::descriptor<T>(), &position); !done) return done.error();
  return position;
}

}  // namespace homigo::codec
