#include "modules/import/written_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace homigo::modules {
namespace {

struct unit {
  std::string_view word;
  double factor;
};
/// The longer before those that they begin with.
constexpr std::array units{unit{"thousand", 1e3}, unit{"lakhs", 1e5},  unit{"lakh", 1e5},  unit{"lacs", 1e5},
                           unit{"lac", 1e5},      unit{"crores", 1e7}, unit{"crore", 1e7}, unit{"cr", 1e7},
                           unit{"k", 1e3},        unit{"l", 1e5}};

constexpr std::array<std::string_view, 4> before{"\xE2\x82\xB9", "inr", "rs.", "rs"};
constexpr std::array<std::string_view, 16> after{"/-",     "/month", "permonth", "monthly", "pm",         "p.m.",
                                                 "sq.ft.", "sq.ft",  "sqft.",    "sqft",    "squarefeet", "sqfeet",
                                                 "ft2",    "/mo",    "onwards",  "."};

/// Lower case, without blanks of any kind (the no-break space too) and commas between digits.
std::string compact(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\xC2\xA0") || text.substr(i).starts_with("\xE2\x80\xAF")) {
      i += text[i] == '\xC2' ? 1 : 2;
      continue;
    }
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == ',') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

template <class Words>
bool strip(std::string_view& text, const Words& words, bool front) {
  for (const std::string_view word : words) {
    if (front ? !text.starts_with(word) : !text.ends_with(word)) continue;
    front ? text.remove_prefix(word.size()) : text.remove_suffix(word.size());
    return true;
  }
  return false;
}

double strip_unit(std::string_view& text) {
  for (const auto& u : units)
    if (text.ends_with(u.word)) {
      text.remove_suffix(u.word.size());
      return u.factor;
    }
  return 1;
}

std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (text.empty() || read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Commas stand between groups of two or three digits, so that "1,2" is not taken for 12.
bool groups_are_whole(std::string_view text) {
  for (auto comma = text.find(','); comma != text.npos; comma = text.find(',', comma + 1)) {
    const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    std::size_t digits = 0;
    while (is_digit(comma + 1 + digits)) ++digits;
    if (comma == 0 || !is_digit(comma - 1) || digits < 2 || digits > 3) return false;
  }
  return true;
}

}  // namespace

std::optional<double> written_number(std::string_view text) {
  if (!groups_are_whole(text)) return std::nullopt;
  const auto all = compact(text);
  std::string_view rest{all};
  while (strip(rest, before, true)) continue;
  while (strip(rest, after, false)) continue;
  const auto factor = strip_unit(rest);
  const auto value = plain_number(rest);
  if (!value) return std::nullopt;
  return *value * factor;
}

std::optional<double> written_degrees(std::string_view text) {
  std::string all{text};
  if (all.find('.') == all.npos) std::ranges::replace(all, ',', '.');
  while (!all.empty() && all.back() == ' ') all.pop_back();
  return plain_number(all);
}

}  // namespace homigo::modules
