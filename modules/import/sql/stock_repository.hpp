// Bulk loading of generated stock into PostgreSQL by COPY.
#pragma once

#include "modules/import/stock_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

/// The pool's statement time-out must be off: a batch and the tidying take their time.
class stock_repository final : public persistence::stock_repository {
public:
  explicit stock_repository(connection_pool& pool) : pool_(pool), database_(pool) {}

  bool has_account(const domain::uuid& user_id) override;
  void add_hosts(const std::vector<stock::host>& hosts, const std::array<persistence::photo_record, 3>& pictures,
                 const std::vector<persistence::generated_session>& sessions) override;
  void add_tenants(const std::vector<stock::tenant>& tenants,
                   const std::vector<persistence::generated_session>& sessions) override;
  void sign_in(const std::vector<persistence::generated_session>& sessions) override;
  void tidy() override;

private:
  connection_pool& pool_;
  database database_;
};

}  // namespace homigo::postgres
