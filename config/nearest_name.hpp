// What somebody most likely meant who misspelt a name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homigo::config {

/// The one of `names` that is fewest strokes away (insert, delete, replace, swap of neighbours), if that is at most a
/// third of its letters; otherwise empty.
std::string nearest_name(std::string_view misspelt, const std::vector<std::string>& names);

}  // namespace homigo::config
