#include "domain/validation.hpp"

#include <cmath>

#include "domain/pattern.hpp"

namespace homigo::domain {
namespace {

std::string shortest(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

class validator {
public:
  std::vector<field_error> errors;

  void object(const type_descriptor& type, void* at, const std::string& path) {
    for (const auto& f : type.fields) value(*f.type, f.at(at), f.rule, path + pointer_token(f.name));
    if (!type.cross_check) return;
    const auto first = errors.size();
    type.cross_check(at, errors);
    for (auto i = first; i < errors.size(); ++i) errors[i].pointer = path + errors[i].pointer;
  }

  void value(const type_descriptor& type, void* at, const field_rule& rule, const std::string& path) {
    switch (type.kind) {
      case kind::nullable:
        if (void* inner = type.value(at)) value(*type.element, inner, rule, path);
        break;
      case kind::integer:
        range(static_cast<double>(type.get_integer(at)), rule, path);
        break;
      case kind::number:
        range(*static_cast<double*>(at), rule, path);
        break;
      case kind::text:
        text(*static_cast<std::string*>(at), rule, path);
        break;
      case kind::list:
        list(type, at, rule, path);
        break;
      case kind::place:
        place(*static_cast<geo_point*>(at), path);
        break;
      case kind::object:
        object(type, at, path);
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
  void add(const std::string& path, std::string code, std::string message) {
    errors.push_back({path, std::move(code), std::move(message)});
  }

  void range(double v, const field_rule& rule, const std::string& path) {
    if (std::isfinite(v) && v >= rule.minimum && v <= rule.maximum) return;
    if (std::isinf(rule.maximum))
      add(path, "out_of_range", "must be at least " + shortest(rule.minimum));
    else
      add(path, "out_of_range", "must lie between " + shortest(rule.minimum) + " and " + shortest(rule.maximum));
  }

  void length(std::size_t n, const char* unit, const field_rule& rule, const std::string& path) {
    if (n < rule.min_length)
      add(path, "too_short", "must have at least " + std::to_string(rule.min_length) + unit);
    else if (n > rule.max_length)
      add(path, "too_long", "must have at most " + std::to_string(rule.max_length) + unit);
  }

  void text(const std::string& v, const field_rule& rule, const std::string& path) {
    const auto before = errors.size();
    length(count_code_points(v), " characters", rule, path);
    if (errors.size() != before) return;
    // PostgreSQL cannot hold it, and no text that a person types has it.
    if (v.find('\0') != v.npos)
      add(path, "invalid_character", "must not contain the character NUL");
    else if (!matches(rule.form, v))
      add(path, "invalid_format", std::string{explanation(rule.form)});
  }

  void list(const type_descriptor& type, void* at, const field_rule& rule, const std::string& path) {
    const auto n = type.size(at);
    const auto limit = std::min<std::uint32_t>(rule.max_length, 100);
    length(n, " items", field_rule{rule}.length(rule.min_length, limit), path);
    if (n > limit) return;  // a million items must not make a million errors
    // The rule's length speaks of the list; texts in lists are names and tags.
    const auto item_rule = field("").length(1, 200).matching(pattern::no_control);
    for (std::size_t i = 0; i < n; ++i)
      value(*type.element, type.item(at, i), item_rule, path + "/" + std::to_string(i));
  }

  void place(const geo_point& v, const std::string& path) {
    range(v.latitude, field("").range(-90, 90), path + "/latitude");
    range(v.longitude, field("").range(-180, 180), path + "/longitude");
  }
};

}  // namespace

std::string pointer_token(std::string_view name) {
  std::string token = "/";
  for (const char c : name) {
    if (c == '~')
      token += "~0";
    else if (c == '/')
      token += "~1";
    else
      token += c;
  }
  return token;
}

std::vector<field_error> validate(const type_descriptor& type, const void* object, const std::string& prefix) {
  validator v;
  v.object(type, const_cast<void*>(object), prefix);  // accessors are shared with readers; nothing is written here
  return std::move(v.errors);
}

}  // namespace homigo::domain
