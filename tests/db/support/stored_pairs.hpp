// What stands on a posting's pairs, as the rows say: the oracle of what its actor says.
#pragma once

#include "modules/feed/pair_source.hpp"
#include "persistence/postgres/client/connection_pool.hpp"

namespace homigo::tests {

class stored_pairs final : public modules::pair_source {
public:
  explicit stored_pairs(postgres::connection_pool& pool) : pool_(pool) {}

  /// Whoever asks.
  domain::result<domain::posting_pairs> pairs_of(const domain::entity_key& posting, const domain::uuid& owner) override;

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::tests
