#include "persistence/postgres/client/row_reader.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "codec/json_reader.hpp"
#include "codec/json_writer.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "persistence/postgres/client/field_values.hpp"

namespace homigo::postgres {
namespace {

using domain::field_descriptor;
using domain::kind;
using domain::type_descriptor;

/// Calls `visit(field, address)` for every column of `object` (which may be null when only names are wanted).
template <class Visit>
void for_each_column(const type_descriptor& type, void* object, const Visit& visit) {
  for (const auto& f : type.fields) {
    void* at = object ? f.at(object) : nullptr;
    if (f.type->kind == kind::object)
      for_each_column(*f.type, at, visit);
    else
      visit(f, at);
  }
}

const type_descriptor& unwrapped(const type_descriptor& type) {
  return type.kind == kind::nullable ? *type.element : type;
}

std::string expression_of(const type_descriptor& type, const std::string& column) {
  switch (type.kind) {
    case kind::place:
      return "ST_Y(" + column + "::geometry) || ' ' || ST_X(" + column + "::geometry)";
    case kind::moment:
      return instant_expression(column);
    case kind::list:
    case kind::object:
    case kind::json:
      return "to_jsonb(" + column + ")::text";
    case kind::boolean:
    case kind::integer:
    case kind::number:
    case kind::text:
    case kind::id:
    case kind::day:
    case kind::enumeration:
    case kind::nullable:
      return column;
  }
  return column;
}

const column_expression* find(std::initializer_list<column_expression> all, std::string_view column) {
  for (const auto& e : all)
    if (e.column == column) return &e;
  return nullptr;
}

[[noreturn]] void misfit(std::string_view column, std::string_view text) {
  throw std::runtime_error("column " + std::string{column} + " holds what its type does not: " + std::string{text});
}

domain::geo_point parse_place(std::string_view column, const std::string& text) {
  domain::geo_point point;
  const char* end = text.data() + text.size();
  const auto latitude = std::from_chars(text.data(), end, point.latitude);
  if (latitude.ec != std::errc{} || latitude.ptr == end) misfit(column, text);
  if (std::from_chars(latitude.ptr + 1, end, point.longitude).ec != std::errc{}) misfit(column, text);
  return point;
}

template <class T>
T parse_number(std::string_view column, const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc{} || parsed.ptr != end) misfit(column, text);
  return value;
}

template <class T>
T present(std::string_view column, const std::string& text, std::optional<T> value) {
  if (!value) misfit(column, text);
  return *value;
}

void read_value(std::string_view column, const type_descriptor& type, void* at, const std::string& text) {
  switch (type.kind) {
    case kind::boolean:
      *static_cast<bool*>(at) = text == "t";
      break;
    case kind::integer:
      if (!type.set_integer(at, parse_number<std::int64_t>(column, text))) misfit(column, text);
      break;
    case kind::number:
      *static_cast<double*>(at) = parse_number<double>(column, text);
      break;
    case kind::text:
      *static_cast<std::string*>(at) = text;
      break;
    case kind::id:
      *static_cast<domain::uuid*>(at) = present(column, text, domain::parse_uuid(text));
      break;
    case kind::moment:
      *static_cast<domain::instant*>(at) = present(column, text, domain::parse_instant(text));
      break;
    case kind::day:
      *static_cast<domain::date*>(at) = present(column, text, domain::parse_date(text));
      break;
    case kind::place:
      *static_cast<domain::geo_point*>(at) = parse_place(column, text);
      break;
    case kind::json:
      static_cast<domain::raw_json*>(at)->text = text;
      break;
    case kind::enumeration: {
      const auto ordinal = type.ordinal_of(text);
      if (ordinal == type_descriptor::npos) misfit(column, text);
      type.set_ordinal(at, ordinal);
      break;
    }
    case kind::nullable:
      read_value(column, *type.element, type.emplace(at), text);
      break;
    case kind::list:
    case kind::object:
      codec::read_trusted_json(text, type, at);
      break;
  }
}

void read_column(const pqxx::field& value, const field_descriptor& f, void* at) {
  if (!value.is_null()) return read_value(column_name_of(f), *f.type, at, std::string{value.c_str(), value.size()});
  if (f.type->kind != kind::nullable && f.type->kind != kind::list) misfit(column_name_of(f), "NULL");
  f.type->reset(at);
}

template <class Each>
std::string joined(const type_descriptor& type, const Each& each) {
  std::string out;
  for_each_column(type, nullptr, [&](const field_descriptor& f, void*) {
    const auto part = each(f);
    if (!part.empty()) out.append(out.empty() ? "" : ", ").append(part);
  });
  return out;
}

}  // namespace

std::string_view column_name_of(const field_descriptor& field) {
  return field.rule.column_name.empty() ? field.name : field.rule.column_name;
}

std::string select_list(const type_descriptor& type, std::string_view from,
                        std::initializer_list<column_expression> instead) {
  return joined(type, [&](const field_descriptor& f) -> std::string {
    const std::string column{column_name_of(f)};
    const auto* other = find(instead, column);
    if (other && other->expression.empty()) return {};
    const auto source = std::string{from} + "." + column;
    return (other ? std::string{other->expression} : expression_of(unwrapped(*f.type), source)) + " AS " + column;
  });
}

void read_row(const pqxx::row& row, const type_descriptor& type, void* object, column_range among) {
  const auto columns = std::min(among.end, static_cast<int>(row.size())) - among.first;
  int next = 0;  // select_list() has them in the order of the fields: most are found at once
  for_each_column(type, object, [&](const field_descriptor& f, void* at) {
    for (int tried = 0; tried < columns; ++tried) {
      const auto value = row[static_cast<pqxx::row::size_type>(among.first + (next + tried) % columns)];
      if (column_name_of(f) != value.name()) continue;
      next = (next + tried + 1) % columns;
      return read_column(value, f, at);
    }
  });
}

std::string column_list(const type_descriptor& type, std::string_view prefix) {
  return joined(type, [&](const field_descriptor& f) { return std::string{prefix} + std::string{column_name_of(f)}; });
}

std::string assignments(const type_descriptor& type, std::string_view record) {
  return joined(type, [&](const field_descriptor& f) {
    const std::string column{column_name_of(f)};
    return column + " = " + std::string{record} + "." + column;
  });
}

std::string columns_json(const type_descriptor& type, const void* object) {
  std::string out;
  codec::append_columns(out, type, object);
  return out;
}

}  // namespace homigo::postgres
