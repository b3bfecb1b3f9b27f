// Single values in PostgreSQL's binary form, appended to what is being sent.
#pragma once

#include <cstdint>
#include <string>

#include "domain/kernel/time/time.hpp"

namespace homigo::postgres {

/// Types by their object identifiers, which PostgreSQL never changes.
enum class type_oid : std::uint32_t {
  boolean = 16,
  int8 = 20,
  int2 = 21,
  int4 = 23,
  text = 25,
  timestamptz = 1184,
  uuid = 2950,
  jsonb = 3802
};

void append16(std::string& bytes, std::int16_t value);
void append32(std::string& bytes, std::int32_t value);
void append64(std::string& bytes, std::int64_t value);
/// Over the four octets at `at`.
void put32(std::string& bytes, std::size_t at, std::int32_t value);

/// Microseconds since 2000, as timestamptz counts.
std::int64_t microseconds_of_postgres(domain::instant moment);

}  // namespace homigo::postgres
