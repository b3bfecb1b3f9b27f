#include "actors/postings/requirement_actor.hpp"

#include "actors/pairs/pair_answer.hpp"
#include "actors/postings/posting_edit.hpp"

namespace homigo::actors {

requirement_actor::behavior_type requirement(requirement_actor::stateful_pointer<requirement_state> self,
                                             const entity_context* context, caf::actor supervisor,
                                             const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = self->state;
  state.posting = std::move(stored->posting);
  state.pairs.reserve(stored->pairs.size());
  for (const auto& row : stored->pairs) state.pairs.set(row.listing_id, row.state);
  state.queue.emplace(self, *context, std::move(supervisor), stored->key, stored->version);
  return {
      [self](const group_outcome& outcome) { self->state.queue->settle(outcome); },
      [self](passivate) { self->state.queue->passivate(); },
      [self](const request_context& from, const edit_posting& c) {
        auto& queue = *self->state.queue;
        queue.accept(from, [&] { return edit_work(queue.context(), queue.key(), self->state.posting, from, c); });
      },
      [self](const request_context& from, const publish_posting& c) {
        auto& queue = *self->state.queue;
        queue.accept(from, [&] { return publish_work(queue.context(), queue.key(), self->state.posting, from, c); });
      },
      [self](const request_context& from, const expire_posting&) {
        auto& queue = *self->state.queue;
        queue.accept(from, [&] { return expire_work(queue.context(), queue.key(), self->state.posting, from); });
      },
      [self](const request_context& from, const look_at_pairs& c) {
        answer_pairs(*self->state.queue, self->state.posting, self->state.pairs, from, c);
      },
      [self](const request_context&, const pair_settled& settled) {
        self->state.pairs.set(settled.listing_id, settled.pair);
      },
  };
}

}  // namespace homigo::actors
