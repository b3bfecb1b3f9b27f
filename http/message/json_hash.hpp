// The hash of a JSON value, not of its spelling: order of members, blanks, escapes and forms of numbers do not count.
#pragma once

#include <string_view>

#include "http/message/content_hash.hpp"

namespace homigo::http {

/// An empty text counts as `{}`; what is no JSON is hashed as it stands.
void hash_json(content_hash& hash, std::string_view json);

}  // namespace homigo::http
