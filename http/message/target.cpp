#include "http/message/target.hpp"

#include <cstdint>

namespace homigo::http {
namespace {

using domain::errc;
using domain::failure;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

failure malformed(std::string detail) { return {errc::malformed_request, std::move(detail)}; }

/// Length of the well-formed UTF-8 sequence at the front of `text`, 0 when there is none (Unicode table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool lawful = (first != 0xE0 || byte(1) >= 0xA0) && (first != 0xED || byte(1) <= 0x9F);
    return lawful && continues(1) && continues(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool lawful = (first != 0xF0 || byte(1) >= 0x90) && (first != 0xF4 || byte(1) <= 0x8F);
    return lawful && continues(1) && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

domain::result<std::vector<std::string>> parse_path(std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t at = 1; at <= path.size();) {
    const auto end = std::min(path.find('/', at), path.size());
    auto segment = percent_decode(path.substr(at, end - at), false);
    if (!segment) return malformed("The path is not validly percent-encoded UTF-8.");
    if (*segment == "." || *segment == ".." || segment->find_first_of("/\\") != std::string::npos)
      return failure{errc::not_found, "There is nothing at this address."};
    segments.push_back(std::move(*segment));
    at = end + 1;
  }
  return segments;
}

domain::result<field_list> parse_query(std::string_view text) {
  field_list query;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('&', at), text.size());
    const auto pair = text.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return malformed("The query is not validly percent-encoded UTF-8.");
    query.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

domain::result<target> parse_target(std::string_view text) {
  if (!text.starts_with('/') || text.find('#') != text.npos) return malformed("The request target must be a path.");
  const auto question = std::min(text.find('?'), text.size());
  auto segments = parse_path(text.substr(0, question));
  if (!segments) return segments.error();
  auto query = parse_query(text.substr(std::min(question + 1, text.size())));
  if (!query) return query.error();
  return target{std::move(*segments), std::move(*query)};
}

}  // namespace homigo::http
