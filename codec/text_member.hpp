// One text out of JSON that is otherwise refused: so that the refusal can say what it answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homigo::codec {

/// The text that the outermost object has under `name`, as far as `json` can be read at all; of several, the first.
std::optional<std::string> text_member(std::string_view json, std::string_view name);

}  // namespace homigo::codec
