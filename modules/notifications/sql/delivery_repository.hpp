// The outbox in table deliveries.
#pragma once

#include "modules/notifications/delivery_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class delivery_repository final : public persistence::delivery_repository {
public:
  explicit delivery_repository(connection_pool& pool) : database_(pool) {}
  std::vector<persistence::delivery> newest(const std::string& recipient, std::int32_t limit) override;
  void erase_expired_secrets(domain::instant now) override;

private:
  database database_;
};

}  // namespace homigo::postgres
