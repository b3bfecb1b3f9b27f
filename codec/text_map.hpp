// A flat JSON object as a map of texts: variables of message templates.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace homigo::codec {

/// Texts as they are, numbers in JSON's own form; other values are left out. Throws std::runtime_error when `json`,
/// which our own writer made, is no object.
std::map<std::string, std::string> read_text_map(std::string_view json);

}  // namespace homigo::codec
