#include "domain/users/password_policy.hpp"

#include <algorithm>
#include <vector>

#include "domain/kernel/text/ascii.hpp"
#include "domain/users/common_passwords.hpp"

namespace homigo::domain {
namespace {

bool is_word_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::string lower_case(std::string_view text) {
  std::string out{text};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Blanks, controls and what has no width, in UTF-8.
std::string without_blanks(std::string_view text) {
  constexpr std::string_view invisible[] = {
      "\u00A0", "\u00AD", "\u1680", "\u180E", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
      "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B", "\u200C", "\u200D", "\u200E", "\u200F",
      "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u2800", "\u3000", "\u3164", "\uFEFF"};
  std::string out;
  while (!text.empty()) {
    const auto* found = std::ranges::find_if(invisible, [&](auto point) { return text.starts_with(point); });
    if (found != std::end(invisible)) {
      text.remove_prefix(found->size());
      continue;
    }
    if (static_cast<unsigned char>(text.front()) > ' ' && text.front() != 0x7F) out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

/// `aaaaaaaa`, `12345678`, `87654321`, `abcdefgh`, `12121212`.
bool is_run(std::string_view text) {
  const auto steps_by = [&](int step) {
    for (std::size_t i = 1; i < text.size(); ++i)
      if (text[i] - text[i - 1] != step) return false;
    return true;
  };
  const auto repeats = [&](std::size_t period) {
    for (std::size_t i = period; i < text.size(); ++i)
      if (text[i] != text[i - period]) return false;
    return true;
  };
  return steps_by(1) || steps_by(-1) || repeats(1) || repeats(2) || repeats(3);
}

std::string_view without_tail(std::string_view text) {
  while (!text.empty() && !is_word_letter(text.back())) text.remove_suffix(1);
  return text;
}

std::string without_substitutes(std::string text) {
  constexpr std::string_view written = "@4031!5$7", meant = "aaoeiisst";
  for (auto& c : text)
    if (const auto at = written.find(c); at != written.npos) c = meant[at];
  return text;
}

bool is_common(const std::string& password) {
  // A short word with a tail may be the beginning of something better.
  constexpr std::size_t shortest_stem = 6;
  const auto stem = without_tail(password);
  if (is_common_password(password) || is_common_password(without_substitutes(password))) return true;
  return stem.size() >= shortest_stem &&
         (is_common_password(stem) || is_common_password(without_substitutes(std::string{stem})));
}

/// What of the own name, phone or address somebody might take for a password, in lower case.
std::vector<std::string> parts_of(std::string_view own) {
  constexpr std::size_t national_number = 10;
  const auto text = lower_case(own);
  std::string digits, joined;
  for (const char c : text) {
    if (is_digit(c)) digits += c;
    if (is_digit(c) || is_word_letter(c)) joined += c;
  }
  std::vector<std::string> parts{text, joined, text.substr(0, text.find('@'))};
  if (digits.size() >= national_number) parts.push_back(digits.substr(digits.size() - national_number));
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find_first_of(" ._-@", from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  std::erase_if(parts, [](const auto& part) { return part.size() < 4; });  // shorter ones are in many words
  std::ranges::sort(parts, std::ranges::greater{}, &std::string::size);
  return parts;
}

bool is_own(std::string password, std::initializer_list<std::string_view> own) {
  bool found = false;
  for (const auto identifier : own)
    for (const auto& part : parts_of(identifier))
      for (auto at = password.find(part); at != password.npos; at = password.find(part)) {
        password.erase(at, part.size());
        found = true;
      }
  // The name with a few digits is no secret; three more words are.
  constexpr std::ptrdiff_t own_letters = 4;
  return found && std::ranges::count_if(password, is_word_letter) < own_letters;
}

}  // namespace

std::optional<password_weakness> weakness_of(std::string_view password, std::initializer_list<std::string_view> own) {
  const auto text = lower_case(password);
  const auto visible = without_blanks(text);
  if (visible.empty()) return password_weakness{"nothing_to_see", "must contain a visible character"};
  if (is_own(visible, own))
    return password_weakness{"own_identifier", "must not be made up of your name, phone number or e-mail address"};
  if (is_run(visible))
    return password_weakness{"too_simple", "must not be a single character repeated or a simple sequence"};
  if (is_common(visible)) return password_weakness{"too_common", "is too common: attackers try it first"};
  return std::nullopt;
}

}  // namespace homigo::domain
