// PostgreSQL's messages have several lines; a line of the log has one.
#pragma once

#include <string>
#include <string_view>

namespace homigo::postgres {

/// The first line without the severity before it and the blanks around it.
std::string one_line(std::string_view message);

}  // namespace homigo::postgres
