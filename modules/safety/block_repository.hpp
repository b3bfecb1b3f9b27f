// Blocks and what they end.
#pragma once

#include "domain/kernel/lists/slice.hpp"
#include "domain/safety/block.hpp"

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct block_effects {
  /// False when the block stood already.
  bool is_new = false;
  /// Arbiters of matches between the two that are to end; each has a durable end_pair command waiting.
  std::vector<domain::uuid> listing_ids;
};

/// Thread-safe; throws domain::unavailable.
class block_repository {
public:
  explicit block_repository(postgres::connection_pool& pool) : pool_(pool) {}

  /// One transaction: locks both accounts, blocks, closes the conversations between the two, and orders every match
  /// between them to be ended. Nothing when there is no such active or suspended account.
  std::optional<block_effects> block(const domain::uuid& blocker_id, const domain::uuid& blocked_id,
                                     domain::instant now);
  /// Lifts the block if there is one. What it ended stays ended.
  void unblock(const domain::uuid& blocker_id, const domain::uuid& blocked_id);
  /// Newest first.
  slice<domain::blocked_user> blocked_by(const domain::uuid& blocker_id, const std::optional<domain::keyset>& after,
                                         std::size_t limit);

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
