#include "actors/listing_actor.hpp"

#include <caf/send.hpp>

#include "actors/pair_work.hpp"
#include "actors/posting_edit.hpp"

namespace homigo::actors {
namespace {

persistence::pair_snapshot snapshot_of(const listing_state& state) {
  persistence::pair_snapshot snapshot{state.queue->key(), state.queue->version(), {}};
  snapshot.pairs.reserve(state.pairs.size());
  for (const auto& [requirement, pair] : state.pairs) snapshot.pairs.push_back({snapshot.key.id, requirement, pair});
  return snapshot;
}

void hand_over_snapshot(listing_state& state, const caf::actor& supervisor) {
  if (state.pairs.empty() || state.queue->version() == state.snapshot_version) return;
  state.snapshot_version = state.queue->version();
  caf::anon_send(supervisor, snapshot_of(state));
}

/// Every max(64, rows / 4) commits: a hot listing is not written down again and again.
void snapshot_when_due(listing_state& state, const caf::actor& supervisor) {
  const auto due = std::max<std::int64_t>(state.context->settings.snapshot_commits,
                                          static_cast<std::int64_t>(state.pairs.size() / 4));
  if (state.queue->version() - state.snapshot_version >= due) hand_over_snapshot(state, supervisor);
}

/// As the commit of the posting's end did with the rows.
void close_open_pairs(listing_state& state) {
  for (auto& [requirement, pair] : state.pairs)
    if (pair.phase == domain::pair_phase::open) pair.phase = domain::pair_phase::ended;
}

void restore(listing_state& state, persistence::stored_entity& stored) {
  state.posting = std::move(stored.posting);
  state.pairs.reserve(stored.pairs.size());
  for (auto& row : stored.pairs) state.pairs.emplace(row.requirement_id, std::move(row.state));
  state.snapshot_version = stored.from_snapshot ? stored.version : 0;
}

}  // namespace

listing_actor::behavior_type listing(listing_actor::stateful_pointer<listing_state> self, const entity_context* context,
                                     caf::actor supervisor, const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = self->state;
  state.context = context;
  restore(state, *stored);
  state.queue.emplace(self, *context, supervisor, stored->key, stored->version,
                      [&state, supervisor] { hand_over_snapshot(state, supervisor); });
  const auto key = stored->key;
  return {
      [=](const group_outcome& outcome) {
        self->state.queue->settle(outcome);
        if (outcome.what == group_outcome::status::committed) context->news->told(key.id, self->state.queue->version());
        if (self->state.posting && domain::is_over(self->state.posting->status)) close_open_pairs(self->state);
        snapshot_when_due(self->state, supervisor);
      },
      [=](passivate) { self->state.queue->passivate(); },
      [=](const origin& from, const edit_posting& c) {
        self->state.queue->accept(from, [&] { return edit_work(*context, key, self->state.posting, from, c); });
      },
      [=](const origin& from, const publish_posting& c) {
        self->state.queue->accept(from, [&] { return publish_work(*context, key, self->state.posting, from, c); });
      },
      [=](const origin& from, const expire_posting&) {
        self->state.queue->accept(from, [&] { return expire_work(*context, key, self->state.posting, from); });
      },
      [=](const origin& from, const swipe_on_pair& c) {
        self->state.queue->accept(from, [&] { return swipe_work(self->state, from, c); });
      },
      [=](const origin& from, const undo_on_pair& c) {
        self->state.queue->accept(from, [&] { return undo_work(self->state, from, c); });
      },
      [=](const origin& from, const unmatch_pair& c) {
        self->state.queue->accept(from, [&] { return unmatch_work(self->state, from, c); });
      },
      [=](const origin& from, const end_pair& c) {
        self->state.queue->accept(from, [&] { return end_work(self->state, from, c); });
      },
  };
}

}  // namespace homigo::actors
