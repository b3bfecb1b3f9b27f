#include "domain/matching/pair_decision.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {
namespace {

bool is_like(swipe_action action) { return action != swipe_action::dislike; }
bool is_like(const std::optional<standing_swipe>& swipe) { return swipe && is_like(swipe->action); }
int likes(const std::optional<standing_swipe>& swipe) { return is_like(swipe) ? 1 : 0; }

match_status unmatched_by(pair_side side) {
  return side == pair_side::tenant ? match_status::tenant_unmatched : match_status::host_unmatched;
}

decision unchanged(const pair_state& pair) {
  decision d;
  d.next = pair;
  d.matched = pair.phase == pair_phase::matched;
  return d;
}

decision refused(const pair_state& pair, errc why) {
  decision d = unchanged(pair);
  d.refusal = why;
  return d;
}

decision stands(const pair_state& pair, const standing_swipe& swipe) {
  decision d = unchanged(pair);
  d.swipe_id = swipe.swipe_id;
  d.action = swipe.action;
  return d;
}

/// A wish that what stands already fulfils: the same again, a like after a super like, any like after the match.
bool already_said(const pair_state& pair, const standing_swipe& swipe, swipe_action wished) {
  if (swipe.action == wished) return true;
  return is_like(swipe.action) && is_like(wished) &&
         (swipe.action == swipe_action::super_like || pair.phase == pair_phase::matched);
}

void match_if_mutual(decision& d, const swipe_event& event) {
  if (!is_like(d.next.tenant) || !is_like(d.next.host)) return;
  d.next.phase = pair_phase::matched;
  d.next.status = match_status::active;
  d.next.match_id = event.new_match_id;
  d.next.conversation_id = event.new_conversation_id;
  d.effects.create_match = true;
  d.matched = true;
}

decision swiped(const pair_state& pair, const swipe_event& event) {
  const auto& before = swipe_of(pair, event.side);
  if (before && already_said(pair, *before, event.action)) return stands(pair, *before);

  decision d = unchanged(pair);
  auto& after = swipe_of(d.next, event.side);
  after = standing_swipe{before ? before->swipe_id : event.new_swipe_id, event.action, event.now};
  d.changed = true;
  d.swipe_id = after->swipe_id;
  d.action = after->action;
  d.likes_delta = likes(after) - likes(before);
  d.effects.record_swipe = !before;
  d.effects.notify_like = is_like(event.action) && !swipe_of(pair, other(event.side));
  match_if_mutual(d, event);
  return d;
}

/// The match is over and its pair closed for good.
decision ended(const pair_state& pair, pair_side by) {
  decision d = unchanged(pair);
  d.changed = true;
  d.matched = false;
  d.effects.end_match = pair.phase == pair_phase::matched;
  d.next.phase = pair_phase::ended;
  if (d.effects.end_match) d.next.status = unmatched_by(by);
  return d;
}

decision decide_on(const pair_state& pair, const swipe_event& event) {
  if (pair.phase == pair_phase::ended) return refused(pair, errc::pair_closed);
  if (pair.phase == pair_phase::matched && !is_like(event.action)) return refused(pair, errc::already_matched);
  return swiped(pair, event);
}

decision decide_on(const pair_state& pair, const undo_event& event) {
  if (pair.phase == pair_phase::ended) return refused(pair, errc::pair_closed);
  const auto& swipe = swipe_of(pair, event.side);
  if (!swipe || swipe->swipe_id != event.swipe_id || is_like(swipe->action)) return refused(pair, errc::wrong_state);
  decision d = stands(pair, *swipe);
  swipe_of(d.next, event.side).reset();
  d.changed = true;
  return d;
}

decision decide_on(const pair_state& pair, const unmatch_event& event) {
  if (!pair.match_id) return refused(pair, errc::not_found);
  if (pair.phase == pair_phase::matched) return ended(pair, event.side);
  decision d = unchanged(pair);
  if (pair.status != unmatched_by(other(event.side))) return d;
  d.next.status = match_status::both_unmatched;
  d.changed = true;
  d.effects.update_match_status = true;
  return d;
}

/// Only a match ends: from any other pair the block itself keeps swipes out, and a pair that closed because somebody
/// had decided would tell the other side that they had.
decision decide_on(const pair_state& pair, const end_event& event) {
  if (pair.phase != pair_phase::matched) return unchanged(pair);
  return ended(pair, event.caused_by);
}

}  // namespace

std::optional<standing_swipe>& swipe_of(pair_state& pair, pair_side side) {
  return side == pair_side::tenant ? pair.tenant : pair.host;
}

const std::optional<standing_swipe>& swipe_of(const pair_state& pair, pair_side side) {
  return side == pair_side::tenant ? pair.tenant : pair.host;
}

decision decide(const pair_state& pair, const pair_event& event) {
  return std::visit([&](const auto& e) { return decide_on(pair, e); }, event);
}

HOMIGO_TABLE_ENUM(pair_phase)

}  // namespace homigo::domain
