#include "domain/kernel/described/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <stdexcept>

namespace homigo::domain {
namespace {

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// The code point at `at`, which moves behind it; ill-formed bytes give a negative one.
UChar32 next_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto i = static_cast<std::int32_t>(at);
  UChar32 point = 0;
  U8_NEXT(bytes, i, static_cast<std::int32_t>(text.size()), point);
  at = static_cast<std::size_t>(i);
  return point;
}

/// The code point that ends before `at`, which moves to its beginning.
UChar32 previous_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto i = static_cast<std::int32_t>(at);
  UChar32 point = 0;
  U8_PREV(bytes, 0, i, point);
  at = static_cast<std::size_t>(i);
  return point;
}

/// Joiners shape Indic letters and emojis, so they stay where they stand.
bool is_joiner(UChar32 point) { return point == 0x200C || point == 0x200D; }

bool is_blank(UChar32 point) { return u_isUWhiteSpace(point) || point == 0x2800 || point == 0x3164 || point == 0xFFA0; }

/// Zero width, soft hyphens, byte order marks: nothing that a name needs.
bool is_invisible(UChar32 point) {
  constexpr UChar32 without_width[] = {0x00AD, 0x180E, 0x200B, 0x2060, 0xFEFF};
  return std::ranges::find(without_width, point) != std::end(without_width);
}

bool turns_direction(UChar32 point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool is_control(UChar32 point, text_layout layout) {
  if (layout == text_layout::paragraphs && (point == '\n' || point == '\t')) return false;
  const bool ends_line = point == 0x2028 || point == 0x2029;
  return u_charType(point) == U_CONTROL_CHAR || (ends_line && layout == text_layout::one_line);
}

/// Unicode's replacement characters: for an object that is not there, for a letter that was lost.
bool is_replacement(UChar32 point) { return point == 0xFFFC || point == 0xFFFD; }

bool is_seen(UChar32 point) {
  if (point < 0 || is_replacement(point) || is_blank(point) ||
      u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return false;
  switch (u_charType(point)) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return false;
    default:
      return true;
  }
}

std::string_view trimmed(std::string_view text) {
  std::size_t end = text.size();
  for (auto at = end; end > 0; end = at) {
    const auto point = previous_point(text, at);
    if (!is_blank(point) && !is_invisible(point)) break;
  }
  std::size_t begin = 0;
  for (auto at = begin; begin < end; begin = at) {
    const auto point = next_point(text, at);
    if (!is_blank(point) && !is_invisible(point)) break;
  }
  return text.substr(begin, end - begin);
}

bool is_well_formed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next_point(text, at) < 0) return false;
  return true;
}

std::string composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink{&out};
  if (U_SUCCESS(status))
    nfc->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error{std::string{"ICU: "} + u_errorName(status)};
  return out;
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

std::string without_invisible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    if (!is_invisible(next_point(text, at))) out += text.substr(begin, at - begin);
  }
  return out;
}

}  // namespace

std::string normalised(std::string_view text, text_layout layout) {
  const bool framed = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if ((!framed && is_plain_ascii(text)) || !is_well_formed(text)) return std::string{text};
  const auto whole = composed(trimmed(text));
  return layout == text_layout::one_line ? without_invisible(whole) : with_line_feeds(whole);
}

std::size_t count_visible(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = next_point(text, at);
    seen += point >= 0 && !u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  }
  return seen;
}

std::optional<field_error> unreadable(std::string_view text, text_layout layout) {
  if (text.empty() || (is_plain_ascii(text) && text.find_first_not_of(' ') != text.npos)) return std::nullopt;
  bool seen = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = next_point(text, at);
    if (point < 0) return field_error{{}, "invalid_character", "must be well-formed UTF-8"};
    if (is_control(point, layout)) return field_error{{}, "invalid_character", "must not contain control characters"};
    if (layout == text_layout::one_line && turns_direction(point))
      return field_error{{}, "invalid_character", "must not contain characters that change the direction of the text"};
    seen = seen || (is_seen(point) && !is_joiner(point));
  }
  if (seen) return std::nullopt;
  return field_error{{}, "nothing_to_see", "must contain a visible character"};
}

}  // namespace homigo::domain
