#include "actors/postings/requirement_actor.hpp"

#include "actors/postings/posting_edit.hpp"

namespace homigo::actors {

pair_summary glance_at(const domain::pair_state& pair) {
  pair_summary glance;
  if (pair.tenant) glance.tenant = pair.tenant->action;
  if (pair.host) glance.host = pair.host->action;
  glance.phase = pair.phase;
  return glance;
}

requirement_actor::behavior_type requirement(requirement_actor::stateful_pointer<requirement_state> self,
                                             const entity_context* context, caf::actor supervisor,
                                             const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = self->state;
  state.posting = std::move(stored->posting);
  for (auto& row : stored->pairs) state.pairs.emplace(row.listing_id, glance_at(row.state));
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
      [self](const request_context&, const pair_settled& settled) {
        self->state.pairs[settled.listing_id] = glance_at(settled.pair);
      },
      [self](const request_context& from, const answer_to_owner& a) {
        if (from.from == 0) return;
        const auto& posting = self->state.posting;
        const bool is_owner = posting && posting->owner_id == a.user_id;
        self->state.queue->context().replies.answer(
            from.from, is_owner ? a.answer : reply{domain::refusal(domain::errc::not_found)});
      },
  };
}

}  // namespace homigo::actors
