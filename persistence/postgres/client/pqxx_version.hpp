// What differs between libpqxx 6 (Debian 12) and libpqxx 7 (Debian 13), under one name for both.
#pragma once

#include <pqxx/connection>
#include <pqxx/field>
#include <pqxx/result>
#include <pqxx/transaction>
#include <pqxx/transaction_base>
#include <pqxx/version>
#include <string>
#include <string_view>
#include <vector>
#if PQXX_VERSION_MAJOR < 7
#include <pqxx/binarystring>
#else
#include <pqxx/params>
#include <pqxx/prepared_statement>
#include <pqxx/util>
#endif

#if PQXX_VERSION_MAJOR == 7 && PQXX_VERSION_MINOR < 9
#error "libpqxx 6, or 7.9 and later"
#endif

namespace homigo::postgres {

#if PQXX_VERSION_MAJOR < 7
/// A value in PostgreSQL's binary form.
using binary_parameter = pqxx::binarystring;
inline constexpr auto read_only = pqxx::read_only;
#else
using binary_parameter = pqxx::bytes;
inline constexpr auto read_only = pqxx::write_policy::read_only;
#endif

binary_parameter binary(std::string_view octets);
/// What a bytea holds.
std::string octets_in(const pqxx::field& value);

/// Values in text form; a null pointer is NULL.
using text_values = std::vector<const char*>;

pqxx::result run(pqxx::transaction_base& work, const std::string& sql, const text_values& values);
pqxx::result run_prepared(pqxx::transaction_base& work, const std::string& name, const text_values& values);
pqxx::result run_prepared(pqxx::transaction_base& work, const std::string& name,
                          const std::vector<binary_parameter>& values);

/// COPY; each row has a value for each of `columns`.
void copy_rows(pqxx::transaction_base& work, const std::string& table, const std::vector<std::string>& columns,
               const std::vector<text_values>& rows);

/// libpqxx 7 never connects again by itself.
void stop_reconnecting(pqxx::connection& connection);

/// For a number of values that is known when compiling.
template <class... Values>
pqxx::result run_with(pqxx::transaction_base& work, const std::string& sql, const Values&... values) {
#if PQXX_VERSION_MAJOR < 7
  return work.exec_params(sql, values...);
#else
  return work.exec(sql, pqxx::params{values...});
#endif
}

template <class... Values>
pqxx::result run_prepared_with(pqxx::transaction_base& work, const std::string& name, const Values&... values) {
#if PQXX_VERSION_MAJOR < 7
  return work.exec_prepared(name, values...);
#else
  return work.exec(pqxx::prepped{name}, pqxx::params{values...});
#endif
}

}  // namespace homigo::postgres
