#include "actors/postings/listing_actor.hpp"

#include <caf/send.hpp>

#include "actors/pairs/pair_answer.hpp"
#include "actors/pairs/pair_work.hpp"
#include "actors/postings/posting_edit.hpp"

namespace homigo::actors {
namespace {

static_assert(sizeof(listing_state) <= 256, "a million of these live at once");

persistence::pair_snapshot snapshot_of(const listing_state& state) {
  persistence::pair_snapshot snapshot{state.queue->key(), state.queue->version(), {}};
  snapshot.pairs.reserve(state.pairs.size());
  state.pairs.for_each([&](const domain::uuid& requirement, domain::pair_state pair) {
    snapshot.pairs.push_back({snapshot.key.id, requirement, std::move(pair)});
  });
  return snapshot;
}

void hand_over_snapshot(listing_state& state) {
  if (state.pairs.empty() || state.queue->version() == state.snapshot_version) return;
  state.snapshot_version = state.queue->version();
  caf::anon_send(state.queue->supervisor(), snapshot_of(state));
}

/// Every so many commits, or rows / 4: a hot listing is not written down again and again.
void snapshot_when_due(listing_state& state) {
  const auto due = std::max<std::int64_t>(state.queue->context().settings.snapshot_commits,
                                          static_cast<std::int64_t>(state.pairs.size() / 4));
  if (state.queue->version() - state.snapshot_version >= due) hand_over_snapshot(state);
}

void restore(listing_state& state, persistence::stored_entity& stored) {
  state.posting = std::move(stored.posting);
  state.pairs.reserve(stored.pairs.size());
  for (const auto& row : stored.pairs) state.pairs.set(row.requirement_id, row.state);
  state.snapshot_version = stored.from_snapshot ? stored.version : 0;
}

void settle(listing_state& state, const group_outcome& outcome) {
  state.queue->settle(outcome);
  if (outcome.what == group_outcome::status::committed)
    state.queue->context().news->told(state.queue->key().id, state.queue->version());
  snapshot_when_due(state);
}

}  // namespace

listing_actor::behavior_type listing(listing_actor::stateful_pointer<listing_state> self, const entity_context* context,
                                     caf::actor supervisor, const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = self->state;
  restore(state, *stored);
  state.queue.emplace(self, *context, std::move(supervisor), stored->key, stored->version,
                      [](caf::scheduled_actor* me) {
                        hand_over_snapshot(static_cast<listing_actor::stateful_pointer<listing_state>>(me)->state);
                      });
  // Each handler keeps the one pointer that leads to all the others.
  return {
      [self](const group_outcome& outcome) { settle(self->state, outcome); },
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
      [self](const request_context& from, const swipe_on_pair& c) {
        self->state.queue->accept(from, [&] { return swipe_work(self->state, from, c); });
      },
      [self](const request_context& from, const undo_on_pair& c) {
        self->state.queue->accept(from, [&] { return undo_work(self->state, from, c); });
      },
      [self](const request_context& from, const unmatch_pair& c) {
        self->state.queue->accept(from, [&] { return unmatch_work(self->state, from, c); });
      },
      [self](const request_context& from, const end_pair& c) {
        self->state.queue->accept(from, [&] { return end_work(self->state, from, c); });
      },
  };
}

}  // namespace homigo::actors
