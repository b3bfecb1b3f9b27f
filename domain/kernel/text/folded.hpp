// Words as people type them, compared without case, blanks and punctuation.
#pragma once

#include <string>
#include <string_view>

namespace homigo::domain {

/// "Wi-Fi" and "wi fi" → "wifi". Letters beyond ASCII stay as they are.
std::string folded(std::string_view text);

/// How many letters must be changed, left out or put in to make one of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace homigo::domain
