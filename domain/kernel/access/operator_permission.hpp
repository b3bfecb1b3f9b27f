// Who among the operators may do what: roles and permissions, which a table connects.
#pragma once

#include <cstdint>

#include "domain/kernel/described/described.hpp"

namespace homigo::domain {

enum class operator_role : std::uint8_t { super_admin, moderator, support, finance };
HOMIGO_DESCRIBED_ENUM(operator_role, super_admin, moderator, support, finance)

/// A route for operators names the one it needs.
enum class operator_permission : std::uint8_t { operations };
HOMIGO_DESCRIBED_ENUM(operator_permission, operations)

class permission_set {
public:
  constexpr permission_set& add(operator_permission one) { return bits_ |= bit_of(one), *this; }
  constexpr bool contains(operator_permission one) const { return (bits_ & bit_of(one)) != 0; }

private:
  static constexpr std::uint32_t bit_of(operator_permission one) { return 1U << static_cast<unsigned>(one); }
  std::uint32_t bits_ = 0;
};

}  // namespace homigo::domain
