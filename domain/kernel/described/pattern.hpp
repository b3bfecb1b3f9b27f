// The forms of texts that field rules can ask for.
#pragma once

#include <string_view>

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

bool matches(pattern form, std::string_view text);

/// An ECMA-262 regular expression of the same language, for OpenAPI; empty for `none`.
std::string_view regular_expression(pattern form);

/// What a person is told when a text does not match.
std::string_view explanation(pattern form);

/// Code points of well-formed UTF-8.
std::size_t count_code_points(std::string_view text);

}  // namespace homigo::domain
