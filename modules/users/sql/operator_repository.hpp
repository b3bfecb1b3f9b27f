// Operators in table operators.
#pragma once

#include "modules/users/operator_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class operator_repository final : public persistence::operator_repository {
public:
  explicit operator_repository(connection_pool& pool) : database_(pool) {}
  domain::result<void> add(const domain::uuid& operator_id, const std::string& email, domain::operator_role role,
                           const domain::bytes& token_hash) override;
  bool replace_token(const std::string& email, const domain::bytes& token_hash) override;
  bool revoke(const std::string& email) override;
  std::vector<in_office> all() override;
  std::optional<persistence::operator_in_office> find(const domain::bytes& token_hash) override;

private:
  database database_;
};

}  // namespace homigo::postgres
