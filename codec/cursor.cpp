#include "codec/cursor.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "codec/binary.hpp"
#include "codec/fingerprint.hpp"

namespace homigo::codec {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t checksum_bytes = 4;

std::string to_base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const auto byte : bytes) {
    bits = bits << 8 | static_cast<std::uint8_t>(byte);
    for (held += 8; held >= 6; held -= 6) out += alphabet[bits >> (held - 6) & 63];
  }
  if (held > 0) out += alphabet[bits << (6 - held) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const auto letter : text) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) return {};
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 255);
  }
  // Left-over bits that are not zero would make two texts of one cursor.
  if (held >= 6 || (bits & ((1U << held) - 1)) != 0) return {};
  return out;
}

/// FNV-1a, 32 bits; over the shape too, so that a cursor of another release is none rather than misread.
std::string checksum(std::string_view list, const domain::type_descriptor& type, std::string_view bytes) {
  std::uint32_t hash = 0x811C9DC5U;
  const auto mix = [&](std::string_view text) {
    for (const auto byte : text) hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x01000193U;
  };
  mix(list);
  mix(std::to_string(fingerprint(type)));
  mix(bytes);
  std::string out;
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(hash >> shift & 255);
  return out;
}

}  // namespace

std::string make_cursor(std::string_view list, const domain::type_descriptor& type, const void* object) {
  std::string bytes;
  append_binary(bytes, type, object);
  return to_base64url(bytes + checksum(list, type, bytes));
}

domain::result<void> read_cursor(std::string_view list, std::string_view text, const domain::type_descriptor& type,
                                 void* object) {
  const domain::failure refused{domain::errc::malformed_request, "The cursor is not one of this list."};
  const auto sealed = from_base64url(text);
  if (!sealed || sealed->size() < checksum_bytes) return refused;
  const auto bytes = std::string_view{*sealed}.substr(0, sealed->size() - checksum_bytes);
  if (checksum(list, type, bytes) != sealed->substr(bytes.size()) || !read_binary(bytes, type, object)) return refused;
  return {};
}

}  // namespace homigo::codec
