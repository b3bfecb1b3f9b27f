// Octets as text: lower-case hexadecimal, and base64url without padding (RFC 4648, section 5).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/kernel/text/bytes.hpp"

namespace homigo::codec {

std::string to_hex(std::span<const std::uint8_t> octets);

std::string to_base64url(std::span<const std::uint8_t> octets);

/// Nothing for any text that to_base64url() would not write.
std::optional<domain::bytes> from_base64url(std::string_view text);

}  // namespace homigo::codec
