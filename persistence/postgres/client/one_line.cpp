#include "persistence/postgres/client/one_line.hpp"

#include <algorithm>

namespace homigo::postgres {

std::string one_line(std::string_view message) {
  constexpr std::string_view blanks = " \t\r\n";
  message.remove_prefix(std::min(message.size(), message.find_first_not_of(blanks)));
  message = message.substr(0, message.find('\n'));
  for (const std::string_view severity : {"ERROR:", "FATAL:", "PANIC:"})
    if (message.starts_with(severity)) message.remove_prefix(severity.size());
  message.remove_prefix(std::min(message.size(), message.find_first_not_of(blanks)));
  return std::string{message.substr(0, message.find_last_not_of(blanks) + 1)};
}

}  // namespace homigo::postgres
