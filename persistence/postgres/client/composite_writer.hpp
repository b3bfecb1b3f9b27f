// Described structs as values of PostgreSQL's composite types in binary form: no text is made here, none is parsed
// there.
#pragma once

#include <memory>
#include <string>

#include "domain/kernel/described/type_descriptor.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"

namespace homigo::postgres {

/// A struct is a row, a vector an array, an enumerator its wire name. Columns are matched by name; those that the
/// struct does not have are NULL.
class composite_writer {
public:
  /// Reads the columns of `type`, and of the types within it, from the catalogue. Throws std::logic_error where a field
  /// has no column or another type.
  composite_writer(pqxx::transaction_base& work, const std::string& type, const domain::type_descriptor& of);
  ~composite_writer();

  /// For a parameter that the statement casts to the composite type; the object is one of the described struct.
  binary_parameter parameter(const void* object) const;

private:
  struct node;
  struct column;
  class catalogue;
  static void append_value(std::string& out, const node& type, void* object);
  static void append_body(std::string& out, const node& type, void* object);
  static void append_integer(std::string& out, const node& type, std::int64_t value);
  static void append_list(std::string& out, const node& type, void* object);
  static void append_row(std::string& out, const node& type, void* object);

  std::unique_ptr<const node> root_;
};

}  // namespace homigo::postgres
