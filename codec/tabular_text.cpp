#include "codec/tabular_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace homigo::codec {
namespace {

enum class byte_order : std::uint8_t { none, little, big };

byte_order order_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE"sv)) return byte_order::little;
  if (bytes.starts_with("\xFE\xFF"sv)) return byte_order::big;
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return byte_order::none;
  if (bytes[0] != '\0' && bytes[1] == '\0' && bytes[3] == '\0') return byte_order::little;
  if (bytes[0] == '\0' && bytes[1] != '\0' && bytes[2] == '\0') return byte_order::big;
  return byte_order::none;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    tail(6), tail(0);
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    tail(12), tail(6), tail(0);
  }
}

}  // namespace

std::string utf8_table(std::string bytes) {
  const auto order = order_of(bytes);
  if (order == byte_order::none) return bytes;
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return order == byte_order::little ? first | second << 8U : static_cast<std::uint32_t>(first << 8U | second);
  };
  std::string out;
  for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    auto point = unit(at);
    const bool is_high = point >= 0xD800 && point < 0xDC00;
    if (is_high && at + 4 <= bytes.size() && (unit(at + 2) & 0xFC00U) == 0xDC00) {
      point = 0x10000 + ((point - 0xD800) << 10U) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if ((point & 0xF800U) == 0xD800) {
      point = 0xFFFD;  // half of a pair
    }
    if (at > 1 || point != 0xFEFF) append_utf8(out, point);
  }
  return out;
}

char separator_of(std::string_view table) {
  constexpr std::array candidates{',', ';', '\t'};
  std::array<int, candidates.size()> counts{};
  bool quoted = false;
  for (const char c : table) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    const auto found = std::ranges::find(candidates, c) - candidates.begin();
    if (!quoted && found < std::ssize(candidates)) ++counts[static_cast<std::size_t>(found)];
  }
  return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace homigo::codec
