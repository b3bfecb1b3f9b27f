// The request target, taken apart strictly: decoded path segments and query parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kernel/errors/errc.hpp"
#include "http/message/message.hpp"

namespace homigo::http {

struct target {
  std::vector<std::string> segments;
  field_list query;
};

/// Fails with malformed_request (bad percent-encoding, NUL, not UTF-8, not an origin-form target) or not_found (a
/// segment that is `.`, `..` or holds an encoded slash or backslash: no address of ours has one, and none is resolved).
domain::result<target> parse_target(std::string_view text);

/// Nothing when an escape is not two hexadecimal digits, or the result has a NUL or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

}  // namespace homigo::http
