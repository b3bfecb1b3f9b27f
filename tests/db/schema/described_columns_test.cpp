// The columns of the postings' tables, the fields that are served and the C++ types say the same: a new field is one
// place in C++ and one migration.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "persistence/postgres/client/row_reader.hpp"
#include "support/database.hpp"

namespace described_columns_test {

using namespace homigo;
using namespace homigo::tests;

namespace {

/// Columns by name, with the kind of value that the description wants in them; groups are dissolved, as in SQL.
void collect(const domain::type_descriptor& type, std::map<std::string, const domain::field_descriptor*>& out) {
  for (const auto& field : type.fields) {
    if (field.type->kind == domain::kind::object)
      collect(*field.type, out);
    else
      out.emplace(postgres::column_name_of(field), &field);
  }
}

struct column {
  std::string type;
  bool nullable = false;
};

std::map<std::string, column> columns_of(const migrated_database& database, const std::string& table) {
  std::istringstream lines{database.execute(
      "SELECT string_agg(column_name || ' ' || udt_name || ' ' || is_nullable, E'\\n') FROM information_schema.columns"
      " WHERE table_name = '" +
      table + "'")};
  std::map<std::string, column> out;
  for (std::string name, type, nullable; lines >> name >> type >> nullable;) out[name] = {type, nullable == "YES"};
  return out;
}

const domain::type_descriptor& value_type(const domain::field_descriptor& field) {
  return field.type->kind == domain::kind::nullable ? *field.type->element : *field.type;
}

bool fits(domain::kind kind, const std::string& type) {
  static const std::map<domain::kind, std::set<std::string>> types{
      {domain::kind::boolean, {"bool"}},     {domain::kind::integer, {"int2", "int4", "int8"}},
      {domain::kind::number, {"float8"}},    {domain::kind::text, {"text"}},
      {domain::kind::id, {"uuid"}},          {domain::kind::moment, {"timestamptz"}},
      {domain::kind::day, {"date"}},         {domain::kind::place, {"geography"}},
      {domain::kind::enumeration, {"text"}}, {domain::kind::list, {"jsonb", "_text"}},
      {domain::kind::object, {"jsonb"}},     {domain::kind::json, {"jsonb"}}};
  return types.at(kind).contains(type);
}

/// `elsewhere`: fields kept in tables of their own, and the status, whose words differ by kind of posting; `inner`:
/// columns that nobody is served.
void compare(const std::string& table, const domain::type_descriptor& type, const std::set<std::string>& elsewhere,
             const std::set<std::string>& inner) {
  migrated_database database;
  const auto columns = columns_of(database, table);
  std::map<std::string, const domain::field_descriptor*> fields;
  collect(type, fields);
  for (const auto& [name, field] : fields) {
    if (elsewhere.contains(name)) continue;
    BOOST_TEST_CONTEXT(table << "." << name) {
      BOOST_TEST_REQUIRE(columns.contains(name));
      const auto& column = columns.at(name);
      BOOST_TEST(fits(value_type(*field).kind, column.type));
      BOOST_TEST((field->type->kind == domain::kind::nullable) == column.nullable);
      const auto& words = value_type(*field);
      for (const auto word :
           words.kind == domain::kind::enumeration ? words.names : std::span<const std::string_view>{})
        BOOST_TEST(database.execute("SELECT coalesce(bool_or(pg_get_constraintdef(oid) LIKE '%''" + std::string{word} +
                                    "''%'), false)::text FROM pg_constraint WHERE conrelid = '" + table +
                                    "'::regclass"
                                    " AND contype = 'c' AND conkey = (SELECT array_agg(attnum) FROM pg_attribute"
                                    " WHERE attrelid = conrelid AND attname = '" +
                                    name + "')") == "true",
                   "the word " << word);
    }
  }
  for (const auto& [name, column] : columns)
    BOOST_TEST((fields.contains(name) || inner.contains(name)), table << "." << name << " is in no described type");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(described_columns)

BOOST_AUTO_TEST_CASE(a_listing_is_its_row) {
  compare("property_listings", domain::descriptor<domain::listing>(),
          {"photos", "photo_count", "host", "preferred_tenant", "status", "likes_count"},
          {"status", "source_ref", "search", "views_count", "premium_until"});
}

BOOST_AUTO_TEST_CASE(a_requirement_is_its_row) {
  compare("tenant_requirements", domain::descriptor<domain::requirement>(), {"priorities", "status", "likes_count"},
          {"status", "radius_m", "premium_until"});
}

BOOST_AUTO_TEST_CASE(whom_a_host_would_like_is_a_row_of_host_preferences) {
  compare("host_preferences", domain::descriptor<domain::preferred_tenant>(), {}, {"listing_id"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace described_columns_test
