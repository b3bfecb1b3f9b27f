// What becomes of the pair (requirement, listing) when somebody swipes, undoes, unmatches or leaves: the one rule that
// the listing, as the pair's arbiter, asks. Pure: ids and times come with the event, effects go into one commit.
//
//   open ──both sides like──► matched ──unmatch, block──► ended (for good)
// A pair that has not matched never ends: that would tell the other side that somebody had decided.
#pragma once

#include <optional>
#include <variant>

#include "domain/kernel/described/vocabulary.hpp"
#include "domain/kernel/errors/errc.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::domain {

enum class pair_phase : std::uint8_t { open, matched, ended };
HOMIGO_DESCRIBED_ENUM(pair_phase, open, matched, ended)

/// A side's standing decision. It keeps its id when the action changes; `at` is the time of the last change.
struct standing_swipe {
  uuid swipe_id{};
  swipe_action action{};
  instant at{};
  bool operator==(const standing_swipe&) const = default;
};

/// Kept in memory for every pair of an active listing, 100,000 of a hot one. Match and conversation are there from the
/// match on; `status` means something only then.
struct pair_state {
  std::optional<standing_swipe> tenant;
  std::optional<standing_swipe> host;
  std::optional<uuid> match_id;
  std::optional<uuid> conversation_id;
  pair_phase phase = pair_phase::open;
  match_status status = match_status::active;
  bool operator==(const pair_state&) const = default;
};

std::optional<standing_swipe>& swipe_of(pair_state& pair, pair_side side);
const std::optional<standing_swipe>& swipe_of(const pair_state& pair, pair_side side);

/// The new ids are used only when the decision needs them.
struct swipe_event {
  pair_side side{};
  swipe_action action{};
  uuid new_swipe_id{};
  uuid new_match_id{};
  uuid new_conversation_id{};
  instant now{};
};
/// Takes back the side's dislike `swipe_id`.
struct undo_event {
  pair_side side{};
  uuid swipe_id{};
};
struct unmatch_event {
  pair_side side{};
};
/// `caused_by` has blocked the other.
struct end_event {
  pair_side caused_by{};
};
using pair_event = std::variant<swipe_event, undo_event, unmatch_event, end_event>;

/// What the commit has to write besides the pair itself; all false when nothing changed.
struct pair_effects {
  bool record_swipe = false;         // a new row for `decision::swipe_id`
  bool notify_like = false;          // the other side has an unanswered like: new, or raised to a super like
  bool create_match = false;         // match and conversation, with the ids of the new state
  bool end_match = false;            // new status and end of the match, its conversation closes
  bool update_match_status = false;  // only the status of a match that had ended before
  bool operator==(const pair_effects&) const = default;
};

/// When refused or unchanged, `next` is the state as it was and there are no effects.
struct decision {
  std::optional<errc> refusal;
  bool changed = false;
  pair_state next;
  pair_effects effects;
  int likes_delta = 0;    // for the target of the swipe: the listing a tenant likes, the requirement a host likes
  uuid swipe_id{};        // swipes and undo: the swipe that answers
  swipe_action action{};  // swipes: the action that now stands
  bool matched = false;   // whether the pair is matched now
};

/// Refusals: swipe → already_matched, pair_closed; undo → wrong_state, pair_closed; unmatch → not_found. Ending never
/// fails.
decision decide(const pair_state& pair, const pair_event& event);

}  // namespace homigo::domain
