// Whether octets from outside are text at all.
#pragma once

#include <string_view>

namespace homigo::codec {

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view octets);

}  // namespace homigo::codec
