#include "persistence/postgres/client/composite_writer.hpp"

#include <cstdint>
#include <pqxx/result>
#include <pqxx/transaction_base>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/kernel/ids/uuid.hpp"
#include "persistence/postgres/client/binary_value.hpp"

namespace homigo::postgres {

using domain::kind;
using domain::type_descriptor;

namespace {

/// Whether append_body() writes what PostgreSQL reads for the type. Lists and rows are looked at with what is in them.
bool is_written_as(kind of, std::uint32_t oid) {
  const type_oid type{oid};
  switch (of) {
    case kind::boolean:
      return type == type_oid::boolean;
    case kind::integer:
      return type == type_oid::int2 || type == type_oid::int4 || type == type_oid::int8;
    case kind::text:
    case kind::enumeration:
      return type == type_oid::text;
    case kind::id:
      return type == type_oid::uuid;
    case kind::moment:
      return type == type_oid::timestamptz;
    case kind::json:
      return type == type_oid::jsonb;
    case kind::list:
    case kind::object:
      return true;
    case kind::number:
    case kind::day:
    case kind::place:
    case kind::nullable:
      return false;
  }
  return false;
}

}  // namespace

/// A field's type on both sides. `of` is never nullable: what may be absent is known by the column's field.
struct composite_writer::node {
  std::uint32_t oid = 0;
  const type_descriptor* of = nullptr;
  std::vector<column> columns;          // of an object
  std::unique_ptr<const node> element;  // of a list
};

struct composite_writer::column {
  std::uint32_t oid = 0;
  const domain::field_descriptor* field = nullptr;  // null: always NULL
  std::unique_ptr<const node> type;
};

/// All composite types of the schema as they are when the connection is made.
class composite_writer::catalogue {
public:
  explicit catalogue(pqxx::transaction_base& work) {
    const auto rows = work.exec(
        "SELECT c.oid AS type, a.attname, a.atttypid, CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END AS "
        "element"
        " FROM pg_type c JOIN pg_attribute a ON a.attrelid = c.typrelid JOIN pg_type t ON t.oid = a.atttypid"
        " JOIN pg_class r ON r.oid = c.typrelid AND r.relkind = 'c'"
        " WHERE c.typnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped"
        " ORDER BY c.oid, a.attnum");
    for (const auto& row : rows)
      attributes_[row["type"].as<std::uint32_t>()].push_back(
          {row["attname"].as<std::string>(), row["atttypid"].as<std::uint32_t>(), row["element"].as<std::uint32_t>()});
  }

  std::unique_ptr<const node> type(std::uint32_t oid, std::uint32_t element, const type_descriptor& of) const {
    auto out = std::make_unique<node>();
    out->oid = oid;
    out->of = of.kind == kind::nullable ? of.element : &of;
    if (!is_written_as(out->of->kind, oid))
      throw std::logic_error{"type " + std::to_string(oid) + " is not the field's"};
    if (out->of->kind == kind::object) out->columns = columns(oid, *out->of);
    if (out->of->kind == kind::list) out->element = type(element, 0, *out->of->element);
    return out;
  }

private:
  struct attribute {
    std::string name;
    std::uint32_t oid;
    std::uint32_t element;
  };

  std::vector<column> columns(std::uint32_t oid, const type_descriptor& of) const {
    const auto found = attributes_.find(oid);
    if (found == attributes_.end()) throw std::logic_error{std::string{of.name} + " is no composite type"};
    std::vector<column> out;
    std::size_t matched = 0;
    for (const auto& each : found->second) {
      const auto* field = of.find(each.name);
      if (field != nullptr) ++matched;
      out.push_back({each.oid, field, field != nullptr ? type(each.oid, each.element, *field->type) : nullptr});
    }
    if (matched != of.fields.size()) throw std::logic_error{std::string{of.name} + " has a field without a column"};
    return out;
  }

  std::unordered_map<std::uint32_t, std::vector<attribute>> attributes_;
};

composite_writer::composite_writer(pqxx::transaction_base& work, const std::string& type, const type_descriptor& of)
    : root_(catalogue{work}.type(work.exec("SELECT " + work.quote(type) + "::regtype::oid")[0][0].as<std::uint32_t>(),
                                 0, of)) {}

composite_writer::~composite_writer() = default;

binary_parameter composite_writer::parameter(const void* object) const {
  std::string out;
  append_row(out, *root_, const_cast<void*>(object));  // descriptors give fields of any object as void*
  return binary(out);
}

/// The value behind its length.
void composite_writer::append_value(std::string& out, const node& type, void* object) {
  const auto at = out.size();
  append32(out, 0);
  append_body(out, type, object);
  put32(out, at, static_cast<std::int32_t>(out.size() - at - 4));
}

void composite_writer::append_body(std::string& out, const node& type, void* object) {
  switch (type.of->kind) {
    case kind::boolean:
      out += *static_cast<const bool*>(object) ? '\1' : '\0';
      return;
    case kind::integer:
      return append_integer(out, type, type.of->get_integer(object));
    case kind::text:
      out += *static_cast<const std::string*>(object);
      return;
    case kind::id: {
      const auto& id = *static_cast<const domain::uuid*>(object);
      out.append(reinterpret_cast<const char*>(id.data), sizeof id.data);
      return;
    }
    case kind::moment:
      return append64(out, microseconds_of_postgres(*static_cast<const domain::instant*>(object)));
    case kind::json:
      out.append(1, '\1').append(static_cast<const domain::raw_json*>(object)->text);  // the version of jsonb's form
      return;
    case kind::enumeration:
      out += type.of->names[type.of->get_ordinal(object)];
      return;
    case kind::list:
      return append_list(out, type, object);
    case kind::object:
      return append_row(out, type, object);
    case kind::number:
    case kind::day:
    case kind::place:
    case kind::nullable:
      break;
  }
  throw std::logic_error{"a field of a kind that is not written"};
}

void composite_writer::append_integer(std::string& out, const node& type, std::int64_t value) {
  switch (type_oid{type.oid}) {
    case type_oid::int2:
      return append16(out, static_cast<std::int16_t>(value));
    case type_oid::int4:
      return append32(out, static_cast<std::int32_t>(value));
    default:  // int8: the types were looked at when they were read
      return append64(out, value);
  }
}

/// Dimensions, whether there are NULLs, the elements' type; then size and lower bound of the only dimension.
void composite_writer::append_list(std::string& out, const node& type, void* object) {
  const auto count = type.of->size(object);
  append32(out, count == 0 ? 0 : 1);
  append32(out, 0);
  append32(out, static_cast<std::int32_t>(type.element->oid));
  if (count == 0) return;
  append32(out, static_cast<std::int32_t>(count));
  append32(out, 1);
  for (std::size_t i = 0; i < count; ++i) append_value(out, *type.element, type.of->item(object, i));
}

void composite_writer::append_row(std::string& out, const node& type, void* object) {
  append32(out, static_cast<std::int32_t>(type.columns.size()));
  for (const auto& [oid, field, of] : type.columns) {
    append32(out, static_cast<std::int32_t>(oid));
    auto* value = field == nullptr ? nullptr : field->at(object);
    if (value != nullptr && field->type->kind == kind::nullable) value = field->type->value(value);
    if (value == nullptr)
      append32(out, -1);
    else
      append_value(out, *of, value);
  }
}

}  // namespace homigo::postgres
