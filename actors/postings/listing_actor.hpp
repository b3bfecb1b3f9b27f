// The actor of one listing: owner of its content and life, and arbiter of its pair with every requirement.
#pragma once

#include "actors/pairs/pair_protocol.hpp"
#include "actors/pairs/pair_table.hpp"
#include "actors/runtime/commit_queue.hpp"

namespace homigo::actors {

struct listing_state {
  static constexpr const char* name = "listing";

  std::optional<persistence::stored_posting> posting;
  pair_table pairs;
  std::int64_t snapshot_version = 0;
  std::optional<commit_queue> queue;
};

/// @pre `stored` was read after the shard became ours.
listing_actor::behavior_type listing(listing_actor::stateful_pointer<listing_state> self, const entity_context* context,
                                     caf::actor supervisor, const std::shared_ptr<persistence::stored_entity>& stored);

}  // namespace homigo::actors
