#include "domain/kernel/described/validation.hpp"

#include <algorithm>
#include <cmath>

#include "domain/kernel/described/field_errors.hpp"
#include "domain/kernel/described/pattern.hpp"
#include "domain/kernel/described/text.hpp"

namespace homigo::domain {
namespace {

std::string shortest(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

/// Where a value stands. Its text is made for errors only: most objects have none.
struct path {
  const path* above = nullptr;
  std::string_view name;  // at the top, a pointer already
  std::size_t index = 0;  // in a list, where there is no name

  std::string text() const {
    if (!above) return std::string{name};
    auto all = above->text();
    if (name.empty())
      all += '/' + std::to_string(index);
    else
      append_pointer_token(all, name);
    return all;
  }
};

class validator {
public:
  std::vector<field_error> errors;

  void object(const type_descriptor& type, void* at, const path& here) {
    for (const auto& f : type.fields) value(*f.type, f.at(at), f.rule, {&here, f.name});
    if (!type.cross_check) return;
    std::vector<field_error> between;
    type.cross_check(at, between);
    if (between.empty()) return;
    for (auto& e : between) e.pointer = here.text() + e.pointer;
    add_unless_told(errors, std::move(between));
  }

  void value(const type_descriptor& type, void* at, const field_rule& rule, const path& here) {
    switch (type.kind) {
      case kind::nullable:
        if (void* inner = type.value(at)) value(*type.element, inner, rule, here);
        break;
      case kind::integer:
        range(static_cast<double>(type.get_integer(at)), rule, here);
        break;
      case kind::number:
        range(*static_cast<double*>(at), rule, here);
        break;
      case kind::text:
        text(*static_cast<std::string*>(at), rule, here);
        break;
      case kind::list:
        list(type, at, rule, here);
        break;
      case kind::place:
        place(*static_cast<geo_point*>(at), here);
        break;
      case kind::object:
        object(type, at, here);
        break;
      case kind::boolean:
      case kind::id:
      case kind::moment:
      case kind::day:
      case kind::json:
      case kind::enumeration:
        break;
    }
  }

private:
  void add(const path& here, std::string code, std::string message) {
    errors.push_back({here.text(), std::move(code), std::move(message)});
  }

  void range(double v, const field_rule& rule, const path& here) {
    if (std::isfinite(v) && v >= rule.minimum && v <= rule.maximum) return;
    if (std::isinf(rule.maximum))
      add(here, "out_of_range", "must be at least " + shortest(rule.minimum));
    else
      add(here, "out_of_range", "must be between " + shortest(rule.minimum) + " and " + shortest(rule.maximum));
  }

  void length(std::size_t n, const char* unit, const field_rule& rule, const path& here) {
    if (n < rule.min_length)
      add(here, "too_short", "must have at least " + std::to_string(rule.min_length) + unit);
    else if (n > rule.max_length)
      add(here, "too_long", "must have at most " + std::to_string(rule.max_length) + unit);
  }

  void text(const std::string& v, const field_rule& rule, const path& here) {
    const bool is_free = rule.form == pattern::none || rule.form == pattern::no_control;
    if (const auto fault = is_free ? unreadable(v, layout_of(rule.form)) : std::nullopt)
      return add(here, fault->code, fault->message);
    const auto before = errors.size();
    const auto n = count_code_points(v);
    length(is_free && n <= rule.max_length ? count_visible(v) : n, " characters", rule, here);
    if (errors.size() != before) return;
    // PostgreSQL cannot hold it, and no text that a person types has it.
    if (v.find('\0') != v.npos)
      add(here, "invalid_character", "must not contain the character NUL");
    else if (!matches(rule.form, v))
      add(here, "invalid_format", std::string{explanation(rule.form)});
  }

  void list(const type_descriptor& type, void* at, const field_rule& rule, const path& here) {
    const auto n = type.size(at);
    const auto limit = std::min<std::uint32_t>(rule.max_length, 100);
    length(n, " items", field_rule{rule}.length(rule.min_length, limit), here);
    if (n > limit) return;  // a million items must not make a million errors
    // The rule's length speaks of the list; texts in lists are names and tags.
    const auto item_rule = field("").length(1, 200).matching(pattern::no_control);
    for (std::size_t i = 0; i < n; ++i) value(*type.element, type.item(at, i), item_rule, {&here, {}, i});
  }

  void place(const geo_point& v, const path& here) {
    range(v.latitude, field("").range(-90, 90), {&here, "latitude"});
    range(v.longitude, field("").range(-180, 180), {&here, "longitude"});
  }
};

}  // namespace

void append_pointer_token(std::string& out, std::string_view name) {
  const auto is_special = [](char c) { return c == '~' || c == '/'; };
  out += '/';
  while (true) {
    const auto end = std::ranges::find_if(name, is_special);
    out.append(name.begin(), end);
    if (end == name.end()) return;
    out += *end == '~' ? "~0" : "~1";
    name.remove_prefix(static_cast<std::size_t>(end - name.begin()) + 1);
  }
}

std::string pointer_token(std::string_view name) {
  std::string token;
  append_pointer_token(token, name);
  return token;
}

std::vector<field_error> validate(const type_descriptor& type, const void* object, const std::string& prefix) {
  validator v;
  v.object(type, const_cast<void*>(object),
           {nullptr, prefix});  // accessors are shared with readers; nothing is written here
  return std::move(v.errors);
}

}  // namespace homigo::domain
