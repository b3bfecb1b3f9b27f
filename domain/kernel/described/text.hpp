// The texts of people: one form for what reads alike, and what is wrong with those that nobody can read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/errors/errc.hpp"

namespace homigo::domain {

enum class text_layout : std::uint8_t { one_line, paragraphs };

/// Texts with a form are of one line.
constexpr text_layout layout_of(pattern form) {
  return form == pattern::none ? text_layout::paragraphs : text_layout::one_line;
}

/// NFC, without blanks and invisible characters at its ends; paragraphs end in a line feed alone. What is not
/// UTF-8 is left as it is, for unreadable() to say so.
std::string normalised(std::string_view text, text_layout layout);

/// Characters that are seen, or are blanks between such: what a minimum length counts.
std::size_t count_visible(std::string_view text);

/// Why nobody can read `text` as it is meant (code and sentence, no pointer); nothing when it is in order or empty.
std::optional<field_error> unreadable(std::string_view text, text_layout layout);

}  // namespace homigo::domain
