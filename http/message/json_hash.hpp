// The hash of a JSON value, not of its spelling: order of members, blanks, escapes and forms of numbers do not count.
#pragma once

#include <string_view>

#include "http/message/sha256.hpp"

namespace homigo::http {

/// An empty text counts as `{}`; what is no JSON is hashed as it stands.
void hash_json(sha256& hash, std::string_view json);

}  // namespace homigo::http
