// Makes operators: people with a role and a token that opens the pages their role may see.
#pragma once

#include <string>

#include "domain/kernel/access/operator_permission.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/random.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "modules/users/operators/operator_repository.hpp"

namespace homigo::modules {

class operators {
public:
  operators(persistence::operator_repository& repository, domain::id_source& ids, domain::random_source& random)
      : repository_(repository), ids_(ids), random_(random) {}

  /// The token, which nobody can read again. Fails with invalid_fields (no e-mail address) and conflict.
  domain::result<std::string> create(const std::string& email,
                                     domain::operator_role role = domain::operator_role::super_admin);

  /// A new token, which ends the one before. Fails with invalid_fields and not_found.
  domain::result<std::string> renew_token(const std::string& email);

  /// Ends the token. Fails with invalid_fields and not_found.
  domain::result<void> revoke(const std::string& email);
  std::vector<persistence::operator_repository::in_office> all() const { return repository_.all(); }
  /// Fails with invalid_fields where create() would, without a database.
  static domain::result<void> validate(const std::string& email);

private:
  persistence::operator_repository& repository_;
  domain::id_source& ids_;
  domain::random_source& random_;
};

}  // namespace homigo::modules
