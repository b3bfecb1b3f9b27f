#include "persistence/postgres/client/field_values.hpp"

#include <sodium.h>

#include <stdexcept>

namespace homigo::postgres {
namespace {

[[noreturn]] void misfit(const pqxx::field& value) {
  throw std::runtime_error("column " + std::string{value.name()} + " holds what was not expected");
}

}  // namespace

std::string text_of(const pqxx::field& value) {
  if (value.is_null()) misfit(value);
  return {value.c_str(), value.size()};
}

domain::uuid uuid_of(const pqxx::field& value) {
  if (const auto id = domain::parse_uuid(text_of(value))) return *id;
  misfit(value);
}

domain::bytes bytes_of(const pqxx::field& value) {
  const auto text = text_of(value);
  if (!text.starts_with("\\x")) misfit(value);
  domain::bytes out((text.size() - 2) / 2);
  std::size_t written = 0;
  if (sodium_hex2bin(out.data(), out.size(), text.data() + 2, text.size() - 2, nullptr, &written, nullptr) != 0)
    misfit(value);
  return out;
}

domain::instant instant_of(const pqxx::field& value) {
  if (const auto at = domain::parse_instant(text_of(value))) return *at;
  misfit(value);
}

std::string instant_expression(std::string_view column) {
  return "to_char(" + std::string{column} + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
}

}  // namespace homigo::postgres
