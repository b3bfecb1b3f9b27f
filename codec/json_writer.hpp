// Described object in, JSON out, appended to a string without a DOM.
#pragma once

#include <string>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::codec {

enum class audience : std::uint8_t {
  owner,     // everything
  everyone,  // without what is confidential; of places the public ones (domain/postings/public_place.hpp)
};

/// Appends `object` as the API shows it: snake_case names in the order of description, absent optionals as null.
/// Whoever is to see what is confidential is named: said nothing, it is left out.
void append_json(std::string& out, const domain::type_descriptor& type, const void* object,
                 audience who = audience::everyone);

template <class T>
std::string to_json(const T& object, audience who = audience::everyone) {
  std::string out;
  append_json(out, domain::descriptor<T>(), &object, who);
  return out;
}

/// Appends `object` as one flat JSON object of SQL columns: groups are dissolved, places become EWKT text,
/// so that jsonb_populate_record() reads it.
void append_columns(std::string& out, const domain::type_descriptor& type, const void* object);

/// Appends a JSON string literal.
void append_quoted(std::string& out, std::string_view text);

}  // namespace homigo::codec
