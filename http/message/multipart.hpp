// multipart/form-data (RFC 7578, framed as RFC 2046 says), bounded: photos and documents come in this way.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kernel/errors/errc.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

struct multipart_limits {
  std::size_t total_bytes = 12UL * 1024 * 1024;
  std::size_t part_bytes = 10UL * 1024 * 1024;
  std::size_t parts = 10;
  std::size_t header_bytes = 2048;  // of one part
};

/// The boundary of a Content-Type header; nothing unless it is multipart/form-data with a lawful one.
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// Fails with malformed_request or payload_too_large. Every part needs a name; names are UTF-8 without control
/// characters.
domain::result<std::vector<part>> parse_multipart(std::string_view boundary, std::string_view body,
                                                  const multipart_limits& limits = {});

}  // namespace homigo::http
