// People who run the platform, known by the hash of their token.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/access/operator_permission.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/text/bytes.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct operator_in_office {
  domain::uuid operator_id{};
  domain::permission_set permissions;
};

/// Throws domain::unavailable without its database.
class operator_repository {
public:
  explicit operator_repository(postgres::connection_pool& pool) : pool_(pool) {}
  /// Fails with conflict when an operator of this e-mail address is in office.
  domain::result<void> add(const domain::uuid& operator_id, const std::string& email, domain::operator_role role,
                           const domain::bytes& token_hash);
  /// Instead of the token before. False when no operator of this e-mail address is in office.
  [[nodiscard]] bool replace_token(const std::string& email, const domain::bytes& token_hash);
  /// False when no operator of this e-mail address is in office.
  [[nodiscard]] bool revoke(const std::string& email);
  struct in_office {
    std::string email;
    std::string role;
    std::string since;  // a date
  };
  std::vector<in_office> all();
  /// With what the operator's role may do, as the table says now.
  std::optional<operator_in_office> find(const domain::bytes& token_hash);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
