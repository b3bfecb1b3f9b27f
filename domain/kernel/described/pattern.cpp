#include "domain/kernel/described/pattern.hpp"

#include <algorithm>

#include "domain/kernel/text/ascii.hpp"

namespace homigo::domain {
namespace {

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

bool is_phone(std::string_view text) {
  return text.size() >= 9 && text.size() <= 16 && text[0] == '+' && text[1] != '0' && all_digits(text.substr(1));
}

bool is_domain(std::string_view text) {
  const auto valid = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; };
  return text.size() >= 3 && text.find('.') != text.npos && text.front() != '.' && text.back() != '.' &&
         text.find("..") == text.npos && std::ranges::all_of(text, valid);
}

bool is_email(std::string_view text) {
  constexpr std::string_view specials = ".!#$%&'*+/=?^_`{|}~-";
  const auto at = text.find('@');
  if (at == text.npos || at == 0 || at > 64 || text.size() > 254) return false;
  const auto local = text.substr(0, at);
  return std::ranges::all_of(
             local, [&](char c) { return is_letter(c) || is_digit(c) || specials.find(c) != specials.npos; }) &&
         is_domain(text.substr(at + 1));
}

bool has_no_control(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool is_identifier(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; });
}

}  // namespace

bool matches(pattern form, std::string_view text) {
  switch (form) {
    case pattern::none:
      return true;
    case pattern::phone:
      return is_phone(text);
    case pattern::email:
      return is_email(text);
    case pattern::pincode:
      return text.size() == 6 && text[0] != '0' && all_digits(text);
    case pattern::six_digits:
      return text.size() == 6 && all_digits(text);
    case pattern::no_control:
      return has_no_control(text);
    case pattern::identifier:
      return is_identifier(text);
  }
  return false;
}

std::string_view regular_expression(pattern form) {
  switch (form) {
    case pattern::none:
      return "";
    case pattern::phone:
      return "^\\+[1-9][0-9]{7,14}$";
    case pattern::email:
      return "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$";
    case pattern::pincode:
      return "^[1-9][0-9]{5}$";
    case pattern::six_digits:
      return "^[0-9]{6}$";
    case pattern::no_control:
      return "^[^\\u0000-\\u001f\\u007f]*$";
    case pattern::identifier:
      return "^[A-Za-z0-9_-]*$";
  }
  return "";
}

std::string_view explanation(pattern form) {
  switch (form) {
    case pattern::none:
      return "";
    case pattern::phone:
      return "must be a phone number in international form, like +919812345678";
    case pattern::email:
      return "must be an e-mail address";
    case pattern::pincode:
      return "must be a pincode of six digits";
    case pattern::six_digits:
      return "must be six digits";
    case pattern::no_control:
      return "must not contain control characters";
    case pattern::identifier:
      return "may contain only letters, digits, '_' and '-'";
  }
  return "";
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace homigo::domain
