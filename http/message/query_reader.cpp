#include "http/message/query_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "domain/kernel/described/field_errors.hpp"
#include "domain/kernel/described/validation.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/folded.hpp"
#include "domain/kernel/time/time.hpp"
#include "domain/postings/normalisation.hpp"

namespace homigo::http {
namespace {

using domain::field_descriptor;
using domain::field_error;
using domain::kind;
using domain::type_descriptor;

/// As JSON writes numbers: 01 is none.
bool has_leading_zero(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

template <class T>
bool read_number(std::string_view text, T& out) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return !text.empty() && !has_leading_zero(text) && read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

template <class T>
bool take(std::optional<T> value, void* at) {
  if (value) *static_cast<T*>(at) = *value;
  return value.has_value();
}

bool read_boolean(std::string_view text, void* at) {
  if (text != "true" && text != "false") return false;
  *static_cast<bool*>(at) = text == "true";
  return true;
}

bool read_double(std::string_view text, double& out) { return read_number(text, out) && std::isfinite(out); }

bool read_place(std::string_view text, domain::geo_point& out) {
  const auto comma = text.find(',');
  return comma != text.npos && read_double(text.substr(0, comma), out.latitude) &&
         read_double(text.substr(comma + 1), out.longitude);
}

bool read_value(const type_descriptor& type, void* at, std::string_view text);

bool read_list(const type_descriptor& type, void* at, std::string_view text) {
  while (true) {
    const auto comma = std::min(text.find(','), text.size());
    if (!read_value(*type.element, type.emplace(at), text.substr(0, comma))) return false;
    if (comma == text.size()) return true;
    text.remove_prefix(comma + 1);
  }
}

bool read_enumerator(const type_descriptor& type, void* at, std::string_view text) {
  const auto ordinal = type.ordinal_of(text);
  if (ordinal == type_descriptor::npos) return false;
  type.set_ordinal(at, ordinal);
  return true;
}

bool read_value(const type_descriptor& type, void* at, std::string_view text) {
  switch (type.kind) {
    case kind::boolean:
      return read_boolean(text, at);
    case kind::integer: {
      std::int64_t value = 0;
      return read_number(text, value) && type.set_integer(at, value);
    }
    case kind::number:
      return read_double(text, *static_cast<double*>(at));
    case kind::text:
      return static_cast<std::string*>(at)->assign(text), true;
    case kind::id:
      return take(domain::parse_uuid(text), at);
    case kind::moment:
      return take(domain::parse_instant(text), at);
    case kind::day:
      return take(domain::parse_date(text), at);
    case kind::place:
      return read_place(text, *static_cast<domain::geo_point*>(at));
    case kind::enumeration:
      return read_enumerator(type, at, text);
    case kind::nullable: {
      // A list that is repeated goes on where it was.
      auto* begun = type.element->kind == kind::list ? type.value(at) : nullptr;
      return read_value(*type.element, begun ? begun : type.emplace(at), text);
    }
    case kind::list:
      return read_list(type, at, text);
    case kind::json:
    case kind::object:
      return false;
  }
  return false;
}

std::string expected(const type_descriptor& type) {
  switch (type.kind) {
    case kind::boolean:
      return "must be true or false";
    case kind::integer:
      return "must be a whole number";
    case kind::number:
      return "must be a number";
    case kind::id:
      return "must be a UUID";
    case kind::moment:
      return "must be a time like 2026-11-22T10:15:30.123Z";
    case kind::day:
      return "must be a date like 2026-12-01";
    case kind::place:
      return "must be latitude,longitude in degrees";
    case kind::nullable:
      return expected(*type.element);
    case kind::list:
      return expected(*type.element) + ", several separated by commas";
    case kind::enumeration: {
      std::string text = "must be one of";
      for (const auto name : type.names) (text += text.ends_with("of") ? " " : ", ") += name;
      return text;
    }
    case kind::text:
    case kind::json:
    case kind::object:
      return "cannot be read";
  }
  return "cannot be read";
}

bool is_list(const type_descriptor& type) {
  return type.kind == kind::list || (type.kind == kind::nullable && is_list(*type.element));
}

void add_names(const type_descriptor& type, std::vector<std::string_view>& names) {
  for (const auto& f : type.fields) {
    if (f.rule.is_inlined)
      add_names(*f.type, names);
    else
      names.push_back(f.name);
  }
}

/// Nothing when none is near.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names) {
  constexpr std::size_t longest = 64;
  std::string_view best;
  auto distance = std::max<std::size_t>(name.size() / 2, 2) + 1;
  if (name.size() > longest) return best;
  for (const auto known : names)
    if (const auto d = domain::edit_distance(domain::folded(name), domain::folded(known)); d < distance) {
      distance = d;
      best = known;
    }
  return best;
}

field_error unknown_parameter(const std::string& name, const std::vector<std::string_view>& names) {
  std::string message = "is not a parameter of this address";
  if (const auto meant = nearest(name, names); !meant.empty())
    message.append("; did you mean ").append(meant).append("?");
  return {"/query" + domain::pointer_token(name), "unknown_parameter", std::move(message)};
}

/// An enumerator, or a list of them.
bool is_word(const type_descriptor& type) {
  return type.element ? is_word(*type.element) : type.kind == kind::enumeration;
}

class reader {
public:
  explicit reader(const field_list& query) : query_(query) {}
  std::vector<field_error> errors;
  std::string repeated;

  void object(const type_descriptor& type, void* at) {
    for (const auto& f : type.fields) {
      if (f.rule.is_inlined)
        object(*f.type, f.at(at));
      else
        field(f, f.at(at));
    }
  }

private:
  void field(const field_descriptor& f, void* at) {
    std::size_t found = 0;
    bool readable = true;
    for (const auto& [name, value] : query_) {
      if (name != f.name) continue;
      if (++found == 2 && !is_list(*f.type)) repeated = name;
      readable = read_value(*f.type, at, value) && readable;
    }
    if (!readable) add(f, is_word(*f.type) ? "not_allowed" : "wrong_type", expected(*f.type));
    if (found == 0 && f.required) add(f, "required", "is required");
  }
  void add(const field_descriptor& f, std::string code, std::string message) {
    errors.push_back({"/query" + domain::pointer_token(f.name), std::move(code), std::move(message)});
  }

  const field_list& query_;
};

/// The query is flat: an error inside an inlined group points to the parameter itself.
void flatten(const type_descriptor& type, std::vector<field_error>& errors) {
  for (const auto& f : type.fields) {
    if (!f.rule.is_inlined) continue;
    const auto group = "/query" + domain::pointer_token(f.name) + "/";
    for (auto& e : errors)
      if (e.pointer.starts_with(group)) e.pointer = "/query/" + e.pointer.substr(group.size());
  }
}

}  // namespace

domain::result<void> check_parameters(const field_list& query, const type_descriptor* type) {
  if (query.empty()) return {};
  std::vector<std::string_view> names;
  if (type) add_names(*type, names);
  domain::failure refused{domain::errc::unknown_parameter, {}};
  std::set<std::string_view> told;
  for (const auto& [name, value] : query) {
    if (std::ranges::find(names, name) != names.end() || !told.insert(name).second) continue;
    auto error = unknown_parameter(name, names);
    if (refused.errors.empty()) refused.detail = '"' + name + "\" " + error.message;
    refused.errors.push_back(std::move(error));
  }
  if (refused.errors.empty()) return {};
  return refused;
}

domain::result<void> read_query(const field_list& query, const type_descriptor& type, void* object) {
  reader in{query};
  in.object(type, object);
  if (!in.repeated.empty())
    return domain::failure{domain::errc::malformed_request,
                           "The parameter " + in.repeated + " was given more than once."};
  domain::normalise(type, object);
  auto rule_errors = domain::validate(type, object, "/query");
  flatten(type, rule_errors);
  domain::add_unless_told(in.errors, std::move(rule_errors));
  if (in.errors.empty()) return {};
  return domain::failure{domain::errc::invalid_fields, "Some parameters are not valid.", std::move(in.errors)};
}

}  // namespace homigo::http
