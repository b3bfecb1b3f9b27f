#include "actors/postings/requirement_actor.hpp"

#include "actors/postings/posting_behavior.hpp"

namespace homigo::actors {

requirement_actor::behavior_type requirement(requirement_actor::stateful_pointer<requirement_state> self,
                                             const entity_context* context, caf::actor supervisor,
                                             const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = state_of(self);
  state.posting = std::move(stored->posting);
  state.pairs.reserve(stored->pairs.size());
  for (const auto& row : stored->pairs) state.pairs.set(row.listing_id, row.state);
  state.queue.emplace(self, *context, std::move(supervisor), stored->key, stored->version);
  return posting_behavior<requirement_actor::behavior_type>(
      state, [&state](const group_outcome& outcome) { state.queue->settle(outcome); },
      [&state](const request_context&, const pair_settled& settled) {
        state.pairs.set(settled.listing_id, settled.pair);
      });
}

}  // namespace homigo::actors
