// Array parameters in PostgreSQL's text form: libpqxx 6 binds none itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/bytes.hpp"

namespace homigo::postgres {

/// For `$1::uuid[]`.
std::string array_literal(std::span<const domain::uuid> ids);
/// For `$1::bigint[]`.
std::string array_literal(std::span<const std::int64_t> numbers);
/// For `$1::bytea[]`.
std::string array_literal(std::span<const domain::bytes> values);
/// For `$1::text[]`.
std::string array_literal(std::span<const std::string> texts);

}  // namespace homigo::postgres
