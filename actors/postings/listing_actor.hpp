// The actor of one listing: owner of its content and life, and arbiter of its pair with every requirement.
#pragma once

#include "actors/pairs/pair_protocol.hpp"
#include "actors/postings/posting_state.hpp"

namespace homigo::actors {

struct listing_state : posting_state {
  static constexpr const char* name = "listing";

  void restore(persistence::stored_entity& stored);
  void settle(const group_outcome& outcome);
  /// Unless there is nothing to write down, or the last snapshot is of this version.
  void hand_over_snapshot();

  std::int64_t snapshot_version = 0;

private:
  persistence::pair_snapshot snapshot() const;
  bool is_snapshot_due() const;
};

/// @pre `stored` was read after the shard became ours.
listing_actor::behavior_type listing(listing_actor::stateful_pointer<listing_state> self, const entity_context* context,
                                     caf::actor supervisor, const std::shared_ptr<persistence::stored_entity>& stored);

}  // namespace homigo::actors
