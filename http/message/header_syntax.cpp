#include "http/message/header_syntax.hpp"

#include <algorithm>
#include <boost/asio/ip/address_v6.hpp>
#include <charconv>

#include "domain/kernel/text/ascii.hpp"
#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

using domain::is_digit;
using domain::is_hex;
using domain::is_letter;

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() && port <= 65'535;
}

/// RFC 3986: unreserved, sub-delims and percent-encoded bytes.
bool is_registered_name(std::string_view name) {
  constexpr std::string_view marks = "-._~!$&'()*+,;=";
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%') {
      if (i + 2 >= name.size() || !is_hex(name[i + 1]) || !is_hex(name[i + 2])) return false;
      i += 2;
    } else if (!is_digit(name[i]) && !is_letter(name[i]) && marks.find(name[i]) == marks.npos) {
      return false;
    }
  }
  return !name.empty();
}

bool is_bracketed_address(std::string_view text) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  const auto inside = text.substr(1, text.size() - 2);
  boost::system::error_code failed;
  boost::asio::ip::make_address_v6(std::string{inside}, failed);
  return !failed && inside.find('%') == inside.npos;
}

}  // namespace

bool is_host(std::string_view value) {
  const auto bracket = value.rfind(']');
  const auto colon = value.find(':', bracket == value.npos ? 0 : bracket);
  const auto host = value.substr(0, colon);
  // RFC 9112 lets a port be empty.
  if (colon != value.npos && colon + 1 < value.size() && !is_port(value.substr(colon + 1))) return false;
  return host.starts_with('[') ? is_bracketed_address(host) : is_registered_name(host);
}

bool is_websocket_key(std::string_view value) {
  constexpr std::size_t digits = 22;  // of 128 bits; then comes the padding
  // The last digit carries two bits only.
  constexpr std::string_view last_digits = "AQgw";
  if (value.size() != digits + 2 || !value.ends_with("==") || last_digits.find(value[digits - 1]) == value.npos)
    return false;
  return std::ranges::all_of(value.substr(0, digits),
                             [](char c) { return is_digit(c) || is_letter(c) || c == '+' || c == '/'; });
}

std::optional<std::string_view> bearer_token(const std::string* authorization) {
  if (!authorization) return std::nullopt;
  const std::string_view text{*authorization};
  const auto space = text.find(' ');
  if (space == text.npos || lower(text.substr(0, space)) != "bearer") return "";
  return trimmed(text.substr(space + 1));
}

}  // namespace homigo::http
