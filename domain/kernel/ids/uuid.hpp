// Identifiers of everything the server makes: UUID version 7, so that keys sort by the time they were made.
#pragma once

#include <array>
#include <boost/uuid/uuid.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

using uuid = boost::uuids::uuid;

inline constexpr uuid nil_uuid{};

/// The canonical lower-case text of 36 characters.
std::string to_string(const uuid& value);

/// Parses exactly the 36-character text, either case; anything else gives nothing.
std::optional<uuid> parse_uuid(std::string_view text);

/// RFC 9562 version 7: 48 bits of `at` in milliseconds, then the 74 low-order bits of `random`.
uuid make_uuid_v7(instant at, const std::array<std::uint8_t, 10>& random);

/// Where new identifiers come from; injected, so that tests are repeatable. Implementations are thread-safe.
class id_source {
public:
  virtual ~id_source() = default;
  virtual uuid next() = 0;
};

struct uuid_hash {
  std::size_t operator()(const uuid& value) const noexcept {
    // The tail of a version 7 UUID is random already.
    std::uint64_t tail;
    __builtin_memcpy(&tail, value.data + 8, sizeof tail);
    return static_cast<std::size_t>(tail * 0x9E3779B97F4A7C15ULL);
  }
};

}  // namespace homigo::domain
