// Single values out of a row, for queries whose answer is no described struct.
#pragma once

#include <pqxx/row>
#include <string>
#include <string_view>

#include "domain/kernel/described/type_descriptor.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/bytes.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::postgres {

// Each throws std::runtime_error on NULL and on what is not of its type: a programming error.

domain::uuid uuid_of(const pqxx::field& value);
/// Of a column selected as bytea.
domain::bytes bytes_of(const pqxx::field& value);
/// Of a column selected through instant_expression().
domain::instant instant_of(const pqxx::field& value);
std::string text_of(const pqxx::field& value);

/// The text form of a timestamptz column that instant_of reads.
std::string instant_expression(std::string_view column);

template <class E>
E enumerator_of(const pqxx::field& value) {
  E out{};
  const auto& type = domain::descriptor<E>();
  const auto ordinal = type.ordinal_of(text_of(value));
  if (ordinal == domain::type_descriptor::npos)
    throw std::runtime_error(std::string{value.name()} + " holds an unknown word");
  type.set_ordinal(&out, ordinal);
  return out;
}

}  // namespace homigo::postgres
