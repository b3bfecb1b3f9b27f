// Blocks and what they end.
#pragma once

#include "domain/kernel/slice.hpp"
#include "domain/safety/block.hpp"

namespace homigo::persistence {

struct block_effects {
  /// False when the block stood already.
  bool is_new = false;
  /// Arbiters of pairs between the two that are to end; each has a durable end_pair command waiting.
  std::vector<domain::uuid> listing_ids;
};

/// Thread-safe; throws domain::unavailable.
class block_repository {
public:
  virtual ~block_repository() = default;

  /// One transaction: locks both accounts, blocks, closes the conversations between the two, and orders every pair
  /// between them that has not ended to be ended. Nothing when there is no such active or suspended account.
  virtual std::optional<block_effects> block(const domain::uuid& blocker_id, const domain::uuid& blocked_id,
                                             domain::instant now) = 0;
  /// Lifts the block if there is one. What it ended stays ended.
  virtual void unblock(const domain::uuid& blocker_id, const domain::uuid& blocked_id) = 0;
  /// Newest first.
  virtual slice<domain::blocked_user> blocked_by(const domain::uuid& blocker_id,
                                                 const std::optional<domain::keyset>& after, std::size_t limit) = 0;
};

}  // namespace homigo::persistence
