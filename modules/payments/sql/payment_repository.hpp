// Payments and entitlements in PostgreSQL.
#pragma once

#include "modules/payments/payment_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class payment_repository final : public persistence::payment_repository {
public:
  explicit payment_repository(connection_pool& pool) : database_(pool) {}

  domain::result<persistence::payment_terms> terms_for(const domain::uuid& user_id,
                                                       const domain::initiate_payment& wanted,
                                                       domain::instant now) override;
  std::optional<domain::payment> find_open(const domain::uuid& user_id, const domain::initiate_payment& wanted,
                                           std::int64_t price_paise) override;
  domain::result<domain::payment> insert(const persistence::new_payment& wanted) override;
  std::optional<domain::payment> find(const domain::uuid& payment_id) override;
  std::optional<domain::payment> find_of_user(const domain::uuid& payment_id, const domain::uuid& user_id) override;
  domain::result<persistence::settled> settle(const persistence::settlement& reported) override;

private:
  database database_;
};

}  // namespace homigo::postgres
