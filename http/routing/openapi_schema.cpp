#include "http/routing/openapi_schema.hpp"

#include <cmath>

#include "domain/kernel/described/pattern.hpp"

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

void schema_writer::show_as(const type_descriptor& type, std::string_view field, const type_descriptor& shape) {
  shapes_[{&type, field}] = &shape;
}

const type_descriptor* schema_writer::shape_of(const type_descriptor& type, std::string_view field) const {
  const auto found = shapes_.find({&type, field});
  return found == shapes_.end() ? nullptr : found->second;
}

/// Enumerations and places are the same in requests and answers.
bool schema_writer::same_both_ways(const type_descriptor& type) { return type.kind != kind::object; }

void schema_writer::reserve(const type_descriptor& type) {
  if (type.element) return reserve(*type.element);
  if (type.kind != kind::object) return;
  auto& name = names_[{&type, direction::answer}];
  if (!name.empty()) return;
  name = unused(std::string{type.name});
  for (const auto& f : type.fields) {
    if (!f.rule.is_inlined) reserve(*f.type);
    // A group that is laid flat is no component itself.
    if (f.rule.is_inlined)
      for (const auto& inner : f.type->fields) reserve(*inner.type);
  }
}

std::string schema_writer::unused(const std::string& base) {
  auto name = base;
  for (int i = 2; !taken_.insert(name).second; ++i) name = base + '_' + std::to_string(i);
  return name;
}

std::string schema_writer::name_of(const type_descriptor& type, direction way) {
  if (same_both_ways(type)) way = direction::answer;
  auto& name = names_[{&type, way}];
  if (name.empty()) {
    auto base = std::string{type.name};
    if (way == direction::change) base += "_changes";
    if (way == direction::request && taken_.contains(base)) base += "_input";
    name = unused(base);
  }
  if (used_.insert({&type, way}).second) pending_.emplace_back(&type, way);
  return name;
}

void schema_writer::reference(const std::string& name) {
  out_.StartObject();
  write_member(out_, "$ref", "#/components/schemas/" + name);
  out_.EndObject();
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

void schema_writer::list(const type_descriptor& type, direction way, const field_rule& rule) {
  constexpr std::uint32_t most_items = 100;  // as domain/kernel/described/validation.cpp has it
  scalar("array");
  write_key(out_, "items");
  // A list is taken as a whole, also by a change: its items are complete.
  const auto item_way = way == direction::change ? direction::request : way;
  value(*type.element, item_way, domain::field("").length(1, 200).matching(domain::pattern::no_control));
  if (rule.min_length > 0) write_key(out_, "minItems"), out_.Uint(rule.min_length);
  write_key(out_, "maxItems"), out_.Uint(std::min(rule.max_length, most_items));
}

void schema_writer::value(const type_descriptor& type, direction way, const field_rule& rule) {
  if (type.kind == kind::object || type.kind == kind::enumeration || type.kind == kind::place) {
    reference(name_of(type, way));
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
      list(type, way, rule);
      break;
    case kind::nullable:
      write_key(out_, "anyOf");
      out_.StartArray();
      value(*type.element, way, rule);
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

void schema_writer::field(const type_descriptor& of, const domain::field_descriptor& f, direction way) {
  write_key(out_, f.name);
  const auto* shape = shape_of(of, f.name);
  if (!shape) return value(*f.type, way, f.rule);
  if (f.type->kind != kind::nullable) return value(*shape, way);
  out_.StartObject();
  write_key(out_, "anyOf");
  out_.StartArray();
  value(*shape, way);
  out_.StartObject(), scalar("null"), out_.EndObject();
  out_.EndArray();
  out_.EndObject();
}

namespace {

/// Confidential fields are left out of what others are shown, but of a place, which is shown rounded. Everything else
/// is in every answer, absent options as null.
bool must_be_there(const domain::field_descriptor& f, direction way) {
  switch (way) {
    case direction::answer:
      return !f.rule.is_confidential || f.type->kind == kind::place;
    case direction::request:
      return f.required;
    case direction::change:
      return false;
  }
  return false;
}

}  // namespace

void schema_writer::properties(const type_descriptor& type, direction way, std::vector<std::string_view>& required) {
  if (type.kind == kind::place) way = direction::request;
  for (const auto& f : type.fields) {
    if (f.rule.is_inlined) {
      properties(*f.type, way, required);
      continue;
    }
    field(type, f, way);
    if (must_be_there(f, way)) required.push_back(f.name);
  }
}

void schema_writer::required(const std::vector<std::string_view>& names) {
  if (names.empty()) return;
  write_key(out_, "required");
  out_.StartArray();
  for (const auto name : names) write_text(out_, name);
  out_.EndArray();
}

void schema_writer::component(const type_descriptor& type, direction way) {
  write_key(out_, name_of(type, way));
  out_.StartObject();
  if (type.kind == kind::enumeration) {
    scalar("string");
    write_key(out_, "enum");
    out_.StartArray();
    for (const auto name : type.names) write_text(out_, name);
    out_.EndArray();
  } else {
    scalar("object");
    std::vector<std::string_view> names;
    write_key(out_, "properties");
    out_.StartObject(), properties(type, way, names), out_.EndObject();
    required(names);
  }
  out_.EndObject();
}

void schema_writer::components() {
  // Writing one may ask for more.
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const auto [type, way] = pending_[i];
    component(*type, way);
  }
}

}  // namespace homigo::http
