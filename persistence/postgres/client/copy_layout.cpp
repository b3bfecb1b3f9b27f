#include "persistence/postgres/client/copy_layout.hpp"

#include <algorithm>
#include <stdexcept>

#include "codec/json_writer.hpp"
#include "persistence/postgres/client/row_reader.hpp"

namespace homigo::postgres {
namespace {

using domain::field_descriptor;
using domain::kind;
using domain::type_descriptor;

parameter value_of(const type_descriptor& type, void* at, bool is_array);

/// An array literal: every item quoted, which PostgreSQL takes for words as well.
std::string array_text(const type_descriptor& type, void* at) {
  std::string out = "{";
  for (std::size_t i = 0; i < type.size(at); ++i) {
    const auto item = value_of(*type.element, type.item(at, i), false);
    out += i == 0 ? "\"" : ",\"";
    for (const char* c = item.text(); *c != '\0'; ++c) {
      if (*c == '"' || *c == '\\') out += '\\';
      out += *c;
    }
    out += '"';
  }
  return out + "}";
}

std::string place_text(const domain::geo_point& place) {
  return std::string{"SRID=4326;POINT("} + parameter{place.longitude}.text() + " " + parameter{place.latitude}.text() +
         ")";
}

parameter value_of(const type_descriptor& type, void* at, bool is_array) {
  switch (type.kind) {
    case kind::boolean:
      return *static_cast<bool*>(at);
    case kind::integer:
      return type.get_integer(at);
    case kind::number:
      return *static_cast<double*>(at);
    case kind::text:
      return *static_cast<std::string*>(at);
    case kind::id:
      return *static_cast<domain::uuid*>(at);
    case kind::moment:
      return *static_cast<domain::instant*>(at);
    case kind::day:
      return *static_cast<domain::date*>(at);
    case kind::place:
      return place_text(*static_cast<domain::geo_point*>(at));
    case kind::enumeration:
      return type.names[type.get_ordinal(at)];
    case kind::json:
      return static_cast<domain::raw_json*>(at)->text;
    case kind::nullable: {
      auto* value = type.value(at);
      return value ? value_of(*type.element, value, is_array) : parameter{nullptr};
    }
    case kind::list:
    case kind::object: {
      if (is_array) return array_text(type, at);
      std::string json;
      codec::append_json(json, type, at, codec::audience::owner);
      return json;
    }
  }
  throw std::logic_error{"a kind of field without a column"};
}

}  // namespace

copy_layout::copy_layout(transaction& t, std::string table, const type_descriptor& type,
                         const std::vector<std::string>& without)
    : table_(std::move(table)) {
  std::vector<std::pair<std::string, bool>> known;
  for (const auto& row :
       t.query("SELECT attname, typcategory = 'A' FROM pg_attribute JOIN pg_type y ON y.oid = atttypid "
               "WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
               {table_}))
    if (std::ranges::find(without, row[0].c_str()) == without.end())
      known.emplace_back(row[0].c_str(), row[1].as<bool>());
  std::vector<const field_descriptor*> path;
  find_sources(type, path, known);
}

void copy_layout::find_sources(const type_descriptor& type, std::vector<const field_descriptor*>& path,
                               const std::vector<std::pair<std::string, bool>>& known) {
  for (const auto& f : type.fields) {
    path.push_back(&f);
    const auto column = std::ranges::find(known, column_name_of(f), &std::pair<std::string, bool>::first);
    if (f.type->kind == kind::object) {
      find_sources(*f.type, path, known);
    } else if (column != known.end()) {
      columns_.push_back(column->first);
      sources_.push_back({path, column->second});
    }
    path.pop_back();
  }
}

void copy_layout::append(copy_row& row, const void* object) const {
  for (const auto& [path, is_array] : sources_) {
    auto* at = const_cast<void*>(object);
    for (const auto* f : path) at = f->at(at);
    row.push_back(value_of(*path.back()->type, at, is_array));
  }
}

}  // namespace homigo::postgres
