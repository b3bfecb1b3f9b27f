// Accounts in tables users, user_verifications, otp_logs and deliveries.
#pragma once

#include "modules/users/account_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class account_repository final : public persistence::account_repository {
public:
  explicit account_repository(connection_pool& pool) : database_(pool) {}
  domain::result<void> add_pending(const persistence::new_account& account,
                                   const std::vector<persistence::otp_dispatch>& dispatches,
                                   const std::vector<persistence::attempt_limit>& limits) override;
  std::optional<persistence::credentials> find_credentials(const persistence::account_key& who,
                                                           const domain::bytes& origin) override;
  domain::result<void> order_otp(const persistence::otp_order& order) override;
  domain::result<persistence::redeemed> redeem(const persistence::otp_claim& claim,
                                               const persistence::new_session& session) override;
  domain::result<domain::uuid> redeem_for_reset(const persistence::otp_claim& claim,
                                                const std::string& password_hash) override;

private:
  database database_;
};

}  // namespace homigo::postgres
