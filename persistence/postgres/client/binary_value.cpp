#include "persistence/postgres/client/binary_value.hpp"

#include <endian.h>

#include <cstring>

namespace homigo::postgres {
namespace {

constexpr std::int64_t epoch_of_postgres_ms = 946'684'800'000;  // 2000-01-01

template <class Big>
void append(std::string& bytes, Big big) {
  char octets[sizeof big];
  std::memcpy(octets, &big, sizeof big);
  bytes.append(octets, sizeof big);
}

}  // namespace

void append16(std::string& bytes, std::int16_t value) { append(bytes, htobe16(static_cast<std::uint16_t>(value))); }
void append32(std::string& bytes, std::int32_t value) { append(bytes, htobe32(static_cast<std::uint32_t>(value))); }
void append64(std::string& bytes, std::int64_t value) { append(bytes, htobe64(static_cast<std::uint64_t>(value))); }

void put32(std::string& bytes, std::size_t at, std::int32_t value) {
  const auto big = htobe32(static_cast<std::uint32_t>(value));
  std::memcpy(bytes.data() + at, &big, sizeof big);
}

std::int64_t microseconds_of_postgres(domain::instant moment) {
  return (moment.time_since_epoch().count() - epoch_of_postgres_ms) * 1000;
}

}  // namespace homigo::postgres
