#include "codec/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace homigo::codec {
namespace {

/// Octets that follow this one, or -1 when nothing begins with it.
int following(unsigned char lead) {
  if (lead < 0x80) return 0;
  if (lead >= 0xC2 && lead < 0xE0) return 1;
  if (lead >= 0xE0 && lead < 0xF0) return 2;
  if (lead >= 0xF0 && lead < 0xF5) return 3;
  return -1;
}

bool is_scalar(std::uint32_t point, int octets) {
  constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  return point >= least[octets] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

/// How many octets at the front are ASCII, found eight at a time: a multiple of eight.
std::size_t ascii_octets(std::string_view octets) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= octets.size(); at += sizeof eight) {
    std::memcpy(&eight, octets.data() + at, sizeof eight);
    if (eight & high_bits) break;
  }
  return at;
}

}  // namespace

std::string as_text(std::string_view octets) {
  std::string text;
  text.reserve(octets.size());
  while (!octets.empty()) {
    const int more = following(static_cast<unsigned char>(octets.front()));
    const auto point = octets.substr(0, static_cast<std::size_t>(std::max(more, 0)) + 1);
    const bool is_point = is_utf8(point);
    const bool is_control = point.size() == 1 && (static_cast<unsigned char>(point[0]) < ' ' || point[0] == 0x7F);
    text += !is_point ? std::string_view{"\uFFFD"} : is_control ? std::string_view{" "} : point;
    octets.remove_prefix(is_point ? point.size() : 1);
  }
  return text;
}

bool is_utf8(std::string_view octets) {
  for (std::size_t i = ascii_octets(octets); i < octets.size(); ++i) {
    const auto lead = static_cast<unsigned char>(octets[i]);
    const int more = following(lead);
    if (more == 0) continue;
    if (more < 0 || octets.size() - i <= static_cast<std::size_t>(more)) return false;
    std::uint32_t point = lead & (0x3FU >> more);
    for (int n = 0; n < more; ++n) {
      const auto next = static_cast<unsigned char>(octets[++i]);
      if ((next & 0xC0) != 0x80) return false;
      point = (point << 6) | (next & 0x3F);
    }
    if (!is_scalar(point, more)) return false;
  }
  return true;
}

}  // namespace homigo::codec
