#include "http/message/media_type.hpp"

namespace homigo::http {
namespace {

/// A quoted string (with `\` escapes) or a token up to the next `;`. `text` is moved behind it.
std::optional<std::string> take_value(std::string_view& text) {
  if (!text.starts_with('"')) {
    const auto end = std::min(text.find(';'), text.size());
    const auto token = trimmed(text.substr(0, end));
    text.remove_prefix(end);
    if (token.empty() || token.find('"') != token.npos) return std::nullopt;
    return std::string{token};
  }
  std::string out;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text = trimmed(text.substr(i + 1));
      return out;
    }
    // Browsers escape a quote in a file name as %22 and send a lone backslash as it is.
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\')) ++i;
    out += text[i];
  }
  return std::nullopt;
}

}  // namespace

const std::string* media_type::parameter(std::string_view wanted) const {
  for (const auto& [key, value] : parameters)
    if (key == wanted) return &value;
  return nullptr;
}

std::optional<media_type> parse_media_type(std::string_view value) {
  const auto end = std::min(value.find(';'), value.size());
  media_type type{lower(trimmed(value.substr(0, end))), {}};
  if (type.name.empty()) return std::nullopt;
  auto rest = value.substr(end);
  while (!rest.empty()) {
    if (!rest.starts_with(';')) return std::nullopt;
    rest = trimmed(rest.substr(1));
    if (rest.empty()) break;
    const auto equals = rest.find('=');
    if (equals == rest.npos) return std::nullopt;
    auto key = lower(trimmed(rest.substr(0, equals)));
    rest = trimmed(rest.substr(equals + 1));
    auto text = take_value(rest);
    if (key.empty() || !text || type.parameter(key)) return std::nullopt;
    type.parameters.emplace_back(std::move(key), std::move(*text));
  }
  return type;
}

bool is_json(std::string_view content_type) {
  const auto type = parse_media_type(content_type);
  if (!type || !(type->name == "application/json" || type->name.ends_with("+json"))) return false;
  const auto* charset = type->parameter("charset");
  return !charset || lower(*charset) == "utf-8" || lower(*charset) == "utf8";
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace homigo::http
