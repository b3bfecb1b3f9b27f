#include "persistence/postgres/client/pqxx_version.hpp"

#if PQXX_VERSION_MAJOR < 7
#include <pqxx/prepared_statement>
#include <pqxx/tablewriter>
#else
#include <cstddef>
#include <pqxx/stream_to>
#endif

namespace homigo::postgres {

#if PQXX_VERSION_MAJOR < 7

namespace {

/// A value in COPY's text form with a tab behind it; null becomes \N.
void append_copy_text(std::string& line, const char* text) {
  if (!text) {
    line += "\\N\t";
    return;
  }
  for (; *text != '\0'; ++text) switch (*text) {
      case '\\':
        line += "\\\\";
        break;
      case '\t':
        line += "\\t";
        break;
      case '\n':
        line += "\\n";
        break;
      case '\r':
        line += "\\r";
        break;
      default:
        line += *text;
    }
  line += '\t';
}

}  // namespace

binary_parameter binary(std::string_view octets) { return binary_parameter{octets.data(), octets.size()}; }

std::string octets_in(const pqxx::field& value) { return pqxx::binarystring{value}.str(); }

pqxx::result run(pqxx::transaction_base& work, const std::string& sql, const text_values& values) {
  return work.exec_params(sql, pqxx::prepare::make_dynamic_params(values));
}

pqxx::result run_prepared(pqxx::transaction_base& work, const std::string& name, const text_values& values) {
  return work.exec_prepared(name, pqxx::prepare::make_dynamic_params(values));
}

pqxx::result run_prepared(pqxx::transaction_base& work, const std::string& name,
                          const std::vector<binary_parameter>& values) {
  return work.exec_prepared(name, pqxx::prepare::make_dynamic_params(values));
}

// Its newer stream takes rows whose number of columns is known when compiling, and nothing else.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

void copy_rows(pqxx::transaction_base& work, const std::string& table, const std::vector<std::string>& columns,
               const std::vector<text_values>& rows) {
  pqxx::tablewriter writer{work, table, columns.begin(), columns.end()};
  std::string line;
  for (const auto& row : rows) {
    line.clear();
    for (const auto* value : row) append_copy_text(line, value);
    line.pop_back();
    writer.write_raw_line(line);
  }
  writer.complete();
}

void stop_reconnecting(pqxx::connection& connection) { connection.inhibit_reactivation(true); }

#pragma GCC diagnostic pop

#else

namespace {

// The values outlive the statement, so they need not be copied.

pqxx::params list_of(const text_values& values) {
  pqxx::params list;
  list.reserve(values.size());
  for (const auto* value : values)
    if (value == nullptr)
      list.append();
    else
      list.append(pqxx::zview{value});
  return list;
}

pqxx::params list_of(const std::vector<binary_parameter>& values) {
  pqxx::params list;
  list.reserve(values.size());
  for (const auto& value : values) list.append(pqxx::bytes_view{value});
  return list;
}

}  // namespace

binary_parameter binary(std::string_view octets) {
  const auto* first = reinterpret_cast<const std::byte*>(octets.data());
  return {first, first + octets.size()};
}

std::string octets_in(const pqxx::field& value) {
  const auto octets = value.as<pqxx::bytes>();
  return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

pqxx::result run(pqxx::transaction_base& work, const std::string& sql, const text_values& values) {
  return work.exec(sql, list_of(values));
}

pqxx::result run_prepared(pqxx::transaction_base& work, const std::string& name, const text_values& values) {
  return work.exec(pqxx::prepped{name}, list_of(values));
}

pqxx::result run_prepared(pqxx::transaction_base& work, const std::string& name,
                          const std::vector<binary_parameter>& values) {
  return work.exec(pqxx::prepped{name}, list_of(values));
}

void copy_rows(pqxx::transaction_base& work, const std::string& table, const std::vector<std::string>& columns,
               const std::vector<text_values>& rows) {
  auto stream = pqxx::stream_to::raw_table(work, table, work.conn().quote_columns(columns));
  for (const auto& row : rows) stream.write_row(row);
  stream.complete();
}

void stop_reconnecting(pqxx::connection&) {}

#endif

}  // namespace homigo::postgres
