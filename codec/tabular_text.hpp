// Tables as spreadsheets save them: the encoding and the separator are found out, not asked for.
#pragma once

#include <string>
#include <string_view>

namespace homigo::codec {

/// UTF-16 of either byte order (told by its mark, or by the zeros between letters) as UTF-8; anything else as it is.
std::string utf8_table(std::string bytes);

/// The one of comma, semicolon and tab that stands most often in the first line, outside of quotes.
char separator_of(std::string_view table);

}  // namespace homigo::codec
