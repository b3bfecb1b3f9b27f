// The shared counters of wrong tries, in table sign_in_limits.
#pragma once

#include "modules/users/attempt_limits.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class attempt_limits final : public persistence::attempt_limits {
public:
  explicit attempt_limits(connection_pool& pool) : database_(pool) {}
  std::optional<std::chrono::seconds> retry_after(const std::vector<persistence::attempt_limit>& limits,
                                                  domain::instant now) override;
  void count(const std::vector<persistence::attempt_limit>& limits, domain::instant now) override;
  void clear(const std::vector<domain::bytes>& subjects) override;
  void erase_untouched_since(domain::instant past) override;

private:
  database database_;
};

}  // namespace homigo::postgres
