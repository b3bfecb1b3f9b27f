// Octets that are no text: hashes, keys, sealed boxes.
#pragma once

#include <cstdint>
#include <vector>

namespace homigo::domain {

using bytes = std::vector<std::uint8_t>;

}  // namespace homigo::domain
