#include "actors/pairs/pair_commands.hpp"

#include "actors/sessions/session_protocol.hpp"

namespace homigo::actors {
namespace {

using domain::commit_items;
using domain::decision;
using domain::entity_kind;
using domain::errc;
using domain::pair_side;

/// A host is known here, a tenant to the edge and to the commit.
bool is_foreign_host(const listing_state& state, pair_side side, const domain::uuid& user) {
  return side == pair_side::host && state.posting && !state.is_owned_by(user);
}

swipe_settled settled(const decision& decided) {
  return {decided.swipe_id, decided.action, decided.matched, decided.next.match_id};
}

domain::swipe_item swipe_item_of(const listing_state& state, const swipe_on_pair& wanted, const decision& decided,
                                 domain::instant at) {
  domain::swipe_item item;
  item.listing_id = state.key().id;
  item.requirement_id = wanted.requirement_id;
  item.swiper_id = wanted.swiper_id;
  item.side = wanted.side;
  item.action = decided.action;
  item.swipe_id = decided.swipe_id;
  item.is_new = decided.effects.record_swipe;
  item.likes_delta = decided.likes_delta;
  item.notify = decided.effects.notify_like;
  if (decided.effects.create_match) {
    item.match_id = decided.next.match_id;
    item.conversation_id = decided.next.conversation_id;
  }
  item.at = at;
  return item;
}

domain::ending_item ending_item_of(const listing_state& state, const domain::uuid& requirement,
                                   const decision& decided) {
  domain::ending_item item;
  item.listing_id = state.key().id;
  item.requirement_id = requirement;
  if (decided.effects.end_match || decided.effects.update_match_status) {
    item.match_id = decided.next.match_id;
    item.status = decided.next.status;
  }
  item.at = state.queue->context().clock.now();
  return item;
}

/// Who matched hears nothing of the other any more, and the conversation learns that it is closed.
void part(const region& entities, const decision& decided, const domain::item_result& result) {
  if (!result.tenant_id || !result.host_id || !decided.next.conversation_id) return;
  const auto& talk = *decided.next.conversation_id;
  entities.tell_if_live({entity_kind::user, *result.tenant_id}, end_watching{*result.host_id, talk});
  entities.tell_if_live({entity_kind::user, *result.host_id}, end_watching{*result.tenant_id, talk});
  entities.reread({entity_kind::conversation, talk});
}

}  // namespace

swipe::swipe(listing_state& of, const request_context& whence, swipe_on_pair asked)
    : pair_command(of, whence, std::move(asked)) {
  auto& ids = context().ids;
  event_ = {wanted.side, wanted.action, ids.next(), ids.next(), ids.next(), {}};
}

bool swipe::decide(commit_items& items, std::int32_t i) {
  // Without a posting the commit would refuse as well, but only after having made an entity of any identifier.
  if (!state.posting || is_foreign_host(state, wanted.side, wanted.swiper_id)) return refuse(errc::not_found);
  event_.now = context().clock.now();
  if (ask(event_).refusal) return refuse(*decided.refusal);
  if (!decided.changed) return answer_all(wanted.side, settled(decided));
  items.swipes.push_back(swipe_item_of(state, wanted, decided, event_.now));
  items.swipes.back().i = i;
  return true;
}

void swipe::apply(const domain::item_result&) {
  take_over();
  answer_all(wanted.side, settled(decided));
}

bool undo::decide(commit_items& items, std::int32_t i) {
  if (is_foreign_host(state, wanted.side, wanted.swiper_id)) return refuse(errc::not_found);
  if (ask(domain::undo_event{wanted.side, wanted.swipe_id}).refusal) return refuse(*decided.refusal);
  items.undos.push_back({0, i, state.key().id, wanted.requirement_id, wanted.swiper_id, wanted.side, wanted.swipe_id,
                         context().clock.now()});
  return true;
}

void undo::apply(const domain::item_result&) {
  take_over();
  answer_all(wanted.side, settled(decided));
}

bool unmatch::decide(commit_items& items, std::int32_t i) {
  if (ask(domain::unmatch_event{wanted.side}).refusal) return refuse(*decided.refusal);
  if (!decided.changed) return answer_all(wanted.side, unmatch_settled{decided.next.status});
  auto& item = items.endings.emplace_back(ending_item_of(state, wanted.requirement_id, decided));
  item.i = i;
  item.already_ended = decided.effects.update_match_status;
  item.ended_by = wanted.user_id;
  return true;
}

void unmatch::apply(const domain::item_result& result) {
  take_over();
  part(context().region, decided, result);
  answer_all(wanted.side, unmatch_settled{decided.next.status});
}

/// An unchanged pair is committed too, as it is: that takes the durable command off the table.
bool ending::decide(commit_items& items, std::int32_t i) {
  ask(domain::end_event{wanted.caused_by});
  auto& item = items.endings.emplace_back(ending_item_of(state, wanted.requirement_id, decided));
  item.i = i;
  item.already_ended = !decided.changed;
  item.ended_by = wanted.ended_by;
  item.command_id = wanted.command_id;
  return true;
}

void ending::apply(const domain::item_result& result) {
  if (decided.changed) take_over();
  part(context().region, decided, result);
  answer_all(wanted.caused_by, unmatch_settled{decided.next.status});
}

}  // namespace homigo::actors
