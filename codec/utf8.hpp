// Whether octets from outside are text at all.
#pragma once

#include <string>
#include <string_view>

namespace homigo::codec {

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view octets);

/// The octets as text that may be stored and written: what is no UTF-8 becomes U+FFFD, octet by octet, and controls
/// become blanks. For headers, which are octets until somebody has looked.
std::string as_text(std::string_view octets);

}  // namespace homigo::codec
