// The actor of one requirement: owner of its content and life, with what listings have told it about their pairs.
#pragma once

#include "actors/pairs/pair_protocol.hpp"
#include "actors/pairs/pair_table.hpp"
#include "actors/runtime/commit_queue.hpp"

namespace homigo::actors {

struct requirement_state {
  static constexpr const char* name = "requirement";

  std::optional<persistence::stored_posting> posting;
  /// A projection, by listing: the swiped set and the inbox. The listings decide and tell; activation heals it.
  pair_table pairs;
  std::optional<commit_queue> queue;
};

/// @pre `stored` was read after the shard became ours.
requirement_actor::behavior_type requirement(requirement_actor::stateful_pointer<requirement_state> self,
                                             const entity_context* context, caf::actor supervisor,
                                             const std::shared_ptr<persistence::stored_entity>& stored);

}  // namespace homigo::actors
