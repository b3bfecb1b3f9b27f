// The texts of advertisements made fit to be shown: doubled blanks and words, SHOUTING.
#pragma once

#include <string>
#include <string_view>

namespace homigo::modules {

/// One blank between words, no little word twice ("in in"), and capitals only where words begin if all were capitals.
std::string cleaned(std::string_view text);

/// `cleaned`, without a preposition in front: what can follow "flat in".
std::string cleaned_place(std::string_view text);

}  // namespace homigo::modules
