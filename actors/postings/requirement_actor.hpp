// The actor of one requirement: owner of its content and life, with what listings have told it about their pairs.
#pragma once

#include "actors/pairs/pair_protocol.hpp"
#include "actors/postings/posting_state.hpp"

namespace homigo::actors {

/// Its pairs are a projection, its swiped set and its inbox: the listings decide and tell; activation heals it.
struct requirement_state : posting_state {
  static constexpr const char* name = "requirement";
};

/// @pre `stored` was read after the shard became ours.
requirement_actor::behavior_type requirement(requirement_actor::stateful_pointer<requirement_state> self,
                                             const entity_context* context, caf::actor supervisor,
                                             const std::shared_ptr<persistence::stored_entity>& stored);

}  // namespace homigo::actors
