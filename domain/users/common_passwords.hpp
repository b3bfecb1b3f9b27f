// The words of config/common_passwords.txt, which CMake turns into a table.
#pragma once

#include <string_view>

namespace homigo::domain {

/// `word` in lower case.
bool is_common_password(std::string_view word);

}  // namespace homigo::domain
