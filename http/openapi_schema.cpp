#include "http/openapi_schema.hpp"

#include <cmath>

#include "domain/pattern.hpp"

namespace homigo::http {

using domain::field_rule;
using domain::kind;
using domain::type_descriptor;

void write_key(json_writer& out, std::string_view name) {
  out.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void write_text(json_writer& out, std::string_view text) {
  out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_member(json_writer& out, std::string_view name, std::string_view text) {
  write_key(out, name);
  write_text(out, text);
}

namespace {

/// Whole numbers without a fraction, so that limits read as people write them.
void write_number(json_writer& out, double value) {
  if (value == std::floor(value) && std::abs(value) < 9e15)
    out.Int64(static_cast<std::int64_t>(value));
  else
    out.Double(value);
}

}  // namespace

std::string schema_writer::name_of(const type_descriptor& type) {
  auto& name = names_[&type];
  if (!name.empty()) return name;
  name = type.name;
  for (int i = 2; !taken_.insert(name).second; ++i) name = std::string{type.name} + '_' + std::to_string(i);
  pending_.emplace_back(&type, false);
  return name;
}

void schema_writer::reference(const std::string& name) {
  out_.StartObject();
  write_member(out_, "$ref", "#/components/schemas/" + name);
  out_.EndObject();
}

void schema_writer::changes(const type_descriptor& type) {
  const auto name = name_of(type);
  if (changed_.insert(&type).second) pending_.emplace_back(&type, true);
  reference(name + "_changes");
}

void schema_writer::scalar(std::string_view type, std::string_view format) {
  write_member(out_, "type", type);
  if (!format.empty()) write_member(out_, "format", format);
}

void schema_writer::range(const field_rule& rule) {
  if (std::isfinite(rule.minimum)) write_key(out_, "minimum"), write_number(out_, rule.minimum);
  if (std::isfinite(rule.maximum)) write_key(out_, "maximum"), write_number(out_, rule.maximum);
}

void schema_writer::text(const field_rule& rule) {
  scalar("string");
  if (rule.min_length > 0) write_key(out_, "minLength"), out_.Uint(rule.min_length);
  write_key(out_, "maxLength"), out_.Uint(rule.max_length);
  if (const auto form = domain::regular_expression(rule.form); !form.empty()) write_member(out_, "pattern", form);
}

void schema_writer::list(const type_descriptor& type, const field_rule& rule) {
  constexpr std::uint32_t most_items = 100;  // as domain/validation.cpp has it
  scalar("array");
  write_key(out_, "items");
  value(*type.element, domain::field("").length(1, 200).matching(domain::pattern::no_control));
  if (rule.min_length > 0) write_key(out_, "minItems"), out_.Uint(rule.min_length);
  write_key(out_, "maxItems"), out_.Uint(std::min(rule.max_length, most_items));
}

void schema_writer::value(const type_descriptor& type, const field_rule& rule) {
  if (type.kind == kind::object || type.kind == kind::enumeration || type.kind == kind::place) {
    reference(name_of(type));
    return;
  }
  out_.StartObject();
  switch (type.kind) {
    case kind::boolean:
      scalar("boolean");
      break;
    case kind::integer:
      scalar("integer", "int64"), range(rule);
      break;
    case kind::number:
      scalar("number", "double"), range(rule);
      break;
    case kind::text:
      text(rule);
      break;
    case kind::id:
      scalar("string", "uuid");
      break;
    case kind::moment:
      scalar("string", "date-time");
      break;
    case kind::day:
      scalar("string", "date");
      break;
    case kind::list:
      list(type, rule);
      break;
    case kind::nullable:
      write_key(out_, "anyOf");
      out_.StartArray();
      value(*type.element, rule);
      out_.StartObject(), scalar("null"), out_.EndObject();
      out_.EndArray();
      break;
    case kind::json:
    case kind::place:
    case kind::enumeration:
    case kind::object:
      break;
  }
  out_.EndObject();
}

void schema_writer::properties(const type_descriptor& type, std::vector<std::string_view>& required) {
  for (const auto& f : type.fields) {
    if (f.rule.is_inlined) {
      properties(*f.type, required);
      continue;
    }
    write_key(out_, f.name);
    value(*f.type, f.rule);
    // Confidential fields are left out of what others are shown.
    if (f.required && !f.rule.is_confidential) required.push_back(f.name);
  }
}

void schema_writer::component(const type_descriptor& type, bool all_optional) {
  write_key(out_, name_of(type) + (all_optional ? "_changes" : ""));
  out_.StartObject();
  if (type.kind == kind::enumeration) {
    scalar("string");
    write_key(out_, "enum");
    out_.StartArray();
    for (const auto name : type.names) write_text(out_, name);
    out_.EndArray();
  } else {
    scalar("object");
    std::vector<std::string_view> required;
    write_key(out_, "properties");
    out_.StartObject(), properties(type, required), out_.EndObject();
    if (!required.empty() && !all_optional) {
      write_key(out_, "required");
      out_.StartArray();
      for (const auto name : required) write_text(out_, name);
      out_.EndArray();
    }
  }
  out_.EndObject();
}

void schema_writer::components() {
  // Writing one may ask for more.
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const auto [type, all_optional] = pending_[i];
    component(*type, all_optional);
  }
}

}  // namespace homigo::http
