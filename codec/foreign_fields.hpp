// Fields of a body that its route does not take: misspelt ones, and those that a client has read and sends back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::codec {

/// Finds a field by its name, in groups that stand beside the others too.
const domain::field_descriptor* find_field(const domain::type_descriptor& type, std::string_view name);

/// What is said of a field that `takes` does not have: `read_only` if `resource` (may be null) shows it, otherwise
/// `unknown_field` with the nearest name that is known.
domain::field_error foreign_field(std::string pointer, std::string_view name, const domain::type_descriptor& takes,
                                  const domain::type_descriptor* resource);

/// Whether any field of `body` is not one of `takes`. JSON that cannot be read has none.
bool has_foreign_fields(std::string_view body, const domain::type_descriptor& takes);

/// All such fields but those that say what the resource says at present: `current` is its JSON, as a GET shows it.
std::vector<domain::field_error> foreign_fields(std::string_view body, const domain::type_descriptor& takes,
                                                const domain::type_descriptor* resource, std::string_view current);

}  // namespace homigo::codec
