#include "persistence/postgres/client/parameter.hpp"

#include <charconv>

namespace homigo::postgres {

parameter::parameter(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  text_.emplace(buffer, end);
}

parameter::parameter(std::span<const std::uint8_t> value) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex = "\\x";
  for (const auto octet : value) hex.append({digits[octet >> 4], digits[octet & 15]});
  text_ = std::move(hex);
}

}  // namespace homigo::postgres
