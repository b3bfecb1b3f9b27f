// Rows to described structs and back, over the field table: columns are found by name, never listed by hand.
//
// A group (a struct that is no list and not optional) is dissolved: its fields are columns of their own. A field's
// column is its rule's column_name, else its name. Lists, optional structs and JSON are jsonb or array columns.
#pragma once

#include <initializer_list>
#include <limits>
#include <pqxx/row>
#include <string>
#include <string_view>

#include "domain/kernel/described/type_descriptor.hpp"

namespace homigo::postgres {

/// An SQL expression to select for a column that the table does not have under this name; empty = select nothing, so
/// that the field keeps its default.
struct column_expression {
  std::string_view column;
  std::string_view expression;
};

/// Its rule's column_name, else its own name.
std::string_view column_name_of(const domain::field_descriptor& field);

/// The select list of `type` out of the table or alias `from`, in the text forms that read_row understands.
std::string select_list(const domain::type_descriptor& type, std::string_view from,
                        std::initializer_list<column_expression> instead = {});

/// The columns of a row from `first` to before `end`: of one of the objects that it holds.
struct column_range {
  int first = 0;
  int end = std::numeric_limits<int>::max();
};

/// Fills `object` from the columns of `row` that its fields name; columns the row lacks leave their fields alone.
/// Throws std::runtime_error when a value does not fit: schema and type disagree, a programming error.
void read_row(const pqxx::row& row, const domain::type_descriptor& type, void* object, column_range among = {});

template <class T>
T read_row(const pqxx::row& row, column_range among = {}) {
  T object{};
  read_row(row, domain::descriptor<T>(), &object, among);
  return object;
}

/// The column names of `type` as "a, b, c", with `prefix` before each ("r." for the record of jsonb_populate_record).
std::string column_list(const domain::type_descriptor& type, std::string_view prefix = {});

/// "a = r.a, b = r.b": the SET list of an UPDATE from a record made by jsonb_populate_record(null::t, columns) r.
std::string assignments(const domain::type_descriptor& type, std::string_view record);

/// The object as the jsonb text that jsonb_populate_record reads.
std::string columns_json(const domain::type_descriptor& type, const void* object);

template <class T>
std::string columns_json(const T& object) {
  return columns_json(domain::descriptor<T>(), &object);
}

}  // namespace homigo::postgres
