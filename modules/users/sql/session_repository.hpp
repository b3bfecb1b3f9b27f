// Sessions in tables sessions and spent_refresh_tokens.
#pragma once

#include "modules/users/session_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class session_repository final : public persistence::session_repository {
public:
  explicit session_repository(connection_pool& pool) : database_(pool) {}
  void add(const domain::uuid& user_id, const persistence::new_session& session) override;
  std::optional<persistence::live_session> find(const domain::bytes& access_hash, domain::instant now) override;
  domain::token_fault fault_of(const domain::bytes& access_hash, domain::instant now) override;
  std::vector<persistence::live_session> find_all(std::span<const domain::bytes> access_hashes,
                                                  domain::instant now) override;
  void extend(std::span<const domain::uuid> session_ids, domain::instant access_expires_at,
              domain::instant now) override;
  persistence::rotation rotate(const domain::bytes& refresh_hash, const persistence::successor& next,
                               domain::instant now) override;
  void revoke(const domain::uuid& session_id, persistence::revocation why, domain::instant now) override;
  void revoke_all(const domain::uuid& user_id, persistence::revocation why, domain::instant now) override;
  void erase_expired(domain::instant now) override;

private:
  database database_;
};

}  // namespace homigo::postgres
