// People who run the platform, known by the hash of their token.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/bytes.hpp"
#include "domain/kernel/errc.hpp"
#include "domain/kernel/operator_permission.hpp"
#include "domain/kernel/uuid.hpp"

namespace homigo::persistence {

struct operator_in_office {
  domain::uuid operator_id{};
  domain::permission_set permissions;
};

/// Throws domain::unavailable without its database.
class operator_repository {
public:
  virtual ~operator_repository() = default;
  /// Fails with conflict when an operator of this e-mail address is in office.
  virtual domain::result<void> add(const domain::uuid& operator_id, const std::string& email,
                                   domain::operator_role role, const domain::bytes& token_hash) = 0;
  /// Instead of the token before. False when no operator of this e-mail address is in office.
  [[nodiscard]] virtual bool replace_token(const std::string& email, const domain::bytes& token_hash) = 0;
  /// False when no operator of this e-mail address is in office.
  [[nodiscard]] virtual bool revoke(const std::string& email) = 0;
  struct in_office {
    std::string email;
    std::string role;
    std::string since;  // a date
  };
  virtual std::vector<in_office> all() = 0;
  /// With what the operator's role may do, as the table says now.
  virtual std::optional<operator_in_office> find(const domain::bytes& token_hash) = 0;
};

}  // namespace homigo::persistence
