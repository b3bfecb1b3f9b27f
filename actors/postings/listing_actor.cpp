#include "actors/postings/listing_actor.hpp"

#include "actors/pairs/pair_commands.hpp"
#include "actors/postings/posting_behavior.hpp"

namespace homigo::actors {

static_assert(sizeof(listing_state) <= 256, "a million of these live at once");

void listing_state::restore(persistence::stored_entity& stored) {
  posting = std::move(stored.posting);
  pairs.reserve(stored.pairs.size());
  for (const auto& row : stored.pairs) pairs.set(row.requirement_id, row.state);
  snapshot_version = stored.from_snapshot ? stored.version : 0;
}

void listing_state::settle(const group_outcome& outcome) {
  queue->settle(outcome);
  if (outcome.what == group_outcome::status::committed) queue->context().news->told(key().id, queue->version());
  if (is_snapshot_due()) hand_over_snapshot();
}

void listing_state::hand_over_snapshot() {
  if (pairs.empty() || queue->version() == snapshot_version) return;
  snapshot_version = queue->version();
  send_to(queue->supervisor(), snapshot());
}

persistence::pair_snapshot listing_state::snapshot() const {
  persistence::pair_snapshot all{key(), queue->version(), {}};
  all.pairs.reserve(pairs.size());
  pairs.for_each([&](const domain::uuid& requirement, domain::pair_state pair) {
    all.pairs.push_back({all.key.id, requirement, std::move(pair)});
  });
  return all;
}

/// Every so many commits, or rows / 4: a hot listing is not written down again and again.
bool listing_state::is_snapshot_due() const {
  const auto due =
      std::max<std::int64_t>(queue->context().settings.snapshot_commits, static_cast<std::int64_t>(pairs.size() / 4));
  return queue->version() - snapshot_version >= due;
}

listing_actor::behavior_type listing(listing_actor::stateful_pointer<listing_state> self, const entity_context* context,
                                     caf::actor supervisor, const std::shared_ptr<persistence::stored_entity>& stored) {
  auto& state = state_of(self);
  state.restore(*stored);
  state.queue.emplace(self, *context, std::move(supervisor), stored->key, stored->version,
                      [](caf::scheduled_actor* me) {
                        state_of(static_cast<listing_actor::stateful_pointer<listing_state>>(me)).hand_over_snapshot();
                      });
  return posting_behavior<listing_actor::behavior_type>(
      state, [&state](const group_outcome& outcome) { state.settle(outcome); },
      [&state](const request_context& from, swipe_on_pair& c) { take<swipe>(state, from, c); },
      [&state](const request_context& from, undo_on_pair& c) { take<undo>(state, from, c); },
      [&state](const request_context& from, unmatch_pair& c) { take<unmatch>(state, from, c); },
      [&state](const request_context& from, end_pair& c) { take<ending>(state, from, c); });
}

}  // namespace homigo::actors
