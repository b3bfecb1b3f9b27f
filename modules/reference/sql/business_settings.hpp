// Table system_settings.
#pragma once

#include "modules/reference/business_settings.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class business_settings final : public persistence::business_settings {
public:
  explicit business_settings(connection_pool& pool) : database_(pool) {}
  std::vector<persistence::business_setting> all() override;

private:
  database database_;
};

}  // namespace homigo::postgres
