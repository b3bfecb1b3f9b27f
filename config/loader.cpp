#include "config/loader.hpp"

#include <charconv>
#include <fstream>
#include <sstream>

#include "config/nearest_name.hpp"
#include "domain/kernel/described/validation.hpp"

namespace homigo::config {
namespace {

using domain::field_descriptor;
using domain::kind;
using domain::type_descriptor;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

template <class T>
bool parse(std::string_view text, T& out) {
  const auto end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, out);
  return parsed.ec == std::errc{} && parsed.ptr == end;
}

/// Why the value does not fit, or nothing.
std::string set_value(const type_descriptor& type, void* at, std::string_view text) {
  if (type.kind == kind::boolean) {
    if (text != "true" && text != "false") return "must be true or false";
    *static_cast<bool*>(at) = text == "true";
  } else if (type.kind == kind::integer) {
    std::int64_t number = 0;
    if (!parse(text, number) || !type.set_integer(at, number)) return "must be a whole number";
  } else if (type.kind == kind::number) {
    if (!parse(text, *static_cast<double*>(at))) return "must be a number";
  } else if (type.kind == kind::text) {
    *static_cast<std::string*>(at) = text;
  } else if (type.kind == kind::enumeration) {
    const auto ordinal = type.ordinal_of(text);
    if (ordinal != type_descriptor::npos) return type.set_ordinal(at, ordinal), std::string{};
    std::string message = "must be one of ";
    for (const auto name : type.names) message.append(name == type.names.front() ? "" : ", ").append(name);
    return message;
  } else {
    throw std::logic_error("a setting of a kind that one line cannot hold: " + std::string{type.name});
  }
  return {};
}

std::string meant(const std::string& name) { return name.empty() ? "." : "; did you mean \"" + name + "\"?"; }

/// What the section's rules say against this one field.
std::string broken_rule(const type_descriptor& section, const void* object, const field_descriptor& f) {
  for (const auto& error : domain::validate(section, object))
    if (error.pointer == domain::pointer_token(f.name)) return error.message;
  return {};
}

}  // namespace

loader::loader(settings& all) : all_(all) {
  add_section("", all.general);
  add_section("sql", all.sql);
  add_section("database", all.database);
  add_section("accounts", all.accounts);
  add_section("providers", all.providers);
  add_section("data", all.data);
  add_section("log", all.log);
}

void loader::read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  if (!in || !std::filesystem::is_regular_file(path) || (in.peek() != EOF && !(text << in.rdbuf())))
    throw bad_setting{"The settings file " + path.string() + " cannot be read."};
  read_text(text.str(), path.string());
}

void loader::read_text(std::string_view text, std::string_view source) {
  for (std::size_t line_number = 1; !text.empty(); ++line_number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.front() != '#')
      assign(line, std::string{source} + " line " + std::to_string(line_number) + ": ");
  }
}

void loader::override_with(std::string_view assignment) { assign(assignment, "--set: "); }

const loader::known_section& loader::find_section(std::string_view name, const std::string& where) const {
  for (const auto& s : sections_)
    if (s.name == name) return s;
  std::vector<std::string> names;
  for (const auto& s : sections_) names.push_back(s.name);
  throw bad_setting{where + "there is no section \"" + std::string{name} + "\" of settings" +
                    meant(nearest_name(name, names))};
}

std::vector<std::string> loader::all_names() const {
  std::vector<std::string> names;
  for (const auto& s : sections_)
    for (const auto& f : s.type->fields) names.push_back((s.name.empty() ? "" : s.name + ".") + std::string{f.name});
  return names;
}

void loader::assign(std::string_view line, const std::string& where) {
  const auto equals = line.find('=');
  if (equals == line.npos)
    throw bad_setting{where + "\"" + std::string{line} + "\" is not of the form section.key = value."};
  const auto full_name = trimmed(line.substr(0, equals));
  const auto value = trimmed(line.substr(equals + 1));
  const auto dot = full_name.find('.');
  const auto section_name = dot == full_name.npos ? std::string_view{} : full_name.substr(0, dot);
  const auto& target = find_section(section_name, where);
  const auto* f = target.type->find(dot == full_name.npos ? full_name : full_name.substr(dot + 1));
  if (!f)
    throw bad_setting{where + "there is no setting \"" + std::string{full_name} + '"' +
                      meant(nearest_name(full_name, all_names()))};
  auto wrong = set_value(*f->type, f->at(target.object), value);
  if (wrong.empty()) wrong = broken_rule(*target.type, target.object, *f);
  if (!wrong.empty()) throw bad_setting{where + std::string{full_name} + " " + wrong + "."};
}

void loader::check() const {
  if (all_.general.environment == environment::production && all_.providers.mode == provider_mode::sandbox)
    throw bad_setting{
        "providers.mode = sandbox is refused when environment = production: nothing would reach anybody; "
        "set providers.mode = live."};
  if (all_.providers.mode == provider_mode::live)
    throw bad_setting{
        "providers.mode = live cannot send anything: this release has no sender for sms.provider, email.provider, "
        "whatsapp.provider, push.provider and identity.provider and no payments.razorpay.enabled or "
        "payments.paytm.enabled; set providers.mode = sandbox with environment = development."};
}

}  // namespace homigo::config
