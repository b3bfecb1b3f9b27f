#include "domain/kernel/described/field_errors.hpp"

#include <algorithm>
#include <string_view>

namespace homigo::domain {
namespace {

bool is_of_a_name(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

/// As a word of its own.
bool names(std::string_view message, std::string_view field) {
  for (auto at = message.find(field); at != message.npos; at = message.find(field, at + 1)) {
    const auto end = at + field.size();
    if ((at == 0 || !is_of_a_name(message[at - 1])) && (end == message.size() || !is_of_a_name(message[end])))
      return true;
  }
  return false;
}

/// Of a rule between fields, whose message names the other one.
bool compares(const field_error& e, std::string_view pointer) {
  const auto other = pointer.substr(pointer.rfind('/') + 1);
  const bool is_field = !other.empty() && other.front() >= 'a' && other.front() <= 'z';
  const bool is_comparison = e.code == "inconsistent" || e.code == "out_of_proportion" || e.code == "required";
  return is_field && is_comparison && names(e.message, other);
}

bool is_part(std::string_view pointer, const std::string& of) { return pointer.starts_with(of + "/"); }

bool follows_from(const field_error& e, const field_error& told) {
  return e.pointer == told.pointer || is_part(told.pointer, e.pointer) || is_part(e.pointer, told.pointer) ||
         compares(e, told.pointer);
}

}  // namespace

void add_unless_told(std::vector<field_error>& errors, std::vector<field_error> more) {
  const auto told = errors.size();
  for (auto& e : more) {
    const auto end = errors.begin() + static_cast<std::ptrdiff_t>(told);
    if (std::none_of(errors.begin(), end, [&](const auto& before) { return follows_from(e, before); }))
      errors.push_back(std::move(e));
  }
}

}  // namespace homigo::domain
