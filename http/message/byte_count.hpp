// Sizes as people read them.
#pragma once

#include <cstddef>
#include <string>

namespace homigo::http {

/// "262144 bytes (256 KiB)", "1500 bytes (1.4 KiB)", "20 bytes".
std::string bytes_text(std::size_t count);

}  // namespace homigo::http
