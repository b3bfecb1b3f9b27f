#include "domain/kernel/ids/uuid.hpp"

namespace homigo::domain {
namespace {

constexpr char digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

std::string to_string(const uuid& value) {
  std::array<char, 36> text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (dash_before(i)) text[at++] = '-';
    text[at++] = digits[value.data[i] >> 4];
    text[at++] = digits[value.data[i] & 15];
  }
  return {text.data(), text.size()};
}

std::optional<uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  uuid value{};
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (dash_before(i) && text[at++] != '-') return std::nullopt;
    const int high = hex_value(text[at]);
    const int low = hex_value(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    value.data[i] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return value;
}

uuid make_uuid_v7(instant at, const std::array<std::uint8_t, 10>& random) {
  uuid value{};
  const auto ms = static_cast<std::uint64_t>(at.time_since_epoch().count());
  for (std::size_t i = 0; i < 6; ++i) value.data[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
  for (std::size_t i = 0; i < 10; ++i) value.data[6 + i] = random[i];
  value.data[6] = static_cast<std::uint8_t>(0x70 | (value.data[6] & 0x0F));
  value.data[8] = static_cast<std::uint8_t>(0x80 | (value.data[8] & 0x3F));
  return value;
}

}  // namespace homigo::domain
