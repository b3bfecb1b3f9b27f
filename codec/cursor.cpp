#include "codec/cursor.hpp"

#include <cstdint>
#include <span>

#include "codec/binary.hpp"
#include "codec/fingerprint.hpp"
#include "codec/octet_text.hpp"

namespace homigo::codec {
namespace {

constexpr std::size_t checksum_bytes = 4;

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
  bytes += checksum(list, type, bytes);
  return to_base64url({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

domain::result<void> read_cursor(std::string_view list, std::string_view text, const domain::type_descriptor& type,
                                 void* object) {
  const domain::failure refused{domain::errc::malformed_request, "This cursor does not belong to this list."};
  const auto sealed = from_base64url(text);
  if (!sealed || sealed->size() < checksum_bytes) return refused;
  const std::string_view all{reinterpret_cast<const char*>(sealed->data()), sealed->size()};
  const auto bytes = all.substr(0, all.size() - checksum_bytes);
  if (checksum(list, type, bytes) != all.substr(bytes.size()) || !read_binary(bytes, type, object)) return refused;
  return {};
}

}  // namespace homigo::codec
