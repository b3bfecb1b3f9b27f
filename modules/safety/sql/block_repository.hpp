// Blocks in blocked_users, with what they close and order to be ended.
#pragma once

#include "modules/safety/block_repository.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

class block_repository final : public persistence::block_repository {
public:
  explicit block_repository(connection_pool& pool) : database_(pool) {}

  std::optional<persistence::block_effects> block(const domain::uuid& blocker_id, const domain::uuid& blocked_id,
                                                  domain::instant now) override;
  void unblock(const domain::uuid& blocker_id, const domain::uuid& blocked_id) override;
  persistence::slice<domain::blocked_user> blocked_by(const domain::uuid& blocker_id,
                                                      const std::optional<domain::keyset>& after,
                                                      std::size_t limit) override;

private:
  database database_;
};

}  // namespace homigo::postgres
