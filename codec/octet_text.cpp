#include "codec/octet_text.hpp"

#include <sodium.h>

namespace homigo::codec {
namespace {

constexpr auto base64url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

}  // namespace

std::string to_hex(std::span<const std::uint8_t> octets) {
  std::string text(2 * octets.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), octets.data(), octets.size());
  text.pop_back();  // the terminating NUL
  return text;
}

std::string to_base64url(std::span<const std::uint8_t> octets) {
  std::string text(sodium_base64_encoded_len(octets.size(), base64url), '\0');
  sodium_bin2base64(text.data(), text.size(), octets.data(), octets.size(), base64url);
  text.pop_back();  // the terminating NUL
  return text;
}

std::optional<domain::bytes> from_base64url(std::string_view text) {
  domain::bytes octets(text.size());
  std::size_t size = 0;
  if (sodium_base642bin(octets.data(), octets.size(), text.data(), text.size(), nullptr, &size, nullptr, base64url) !=
      0)
    return std::nullopt;
  octets.resize(size);
  return octets;
}

}  // namespace homigo::codec
