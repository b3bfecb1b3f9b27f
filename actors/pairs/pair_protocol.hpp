// What is said about pairs (requirement, listing): commands to the listing, which decides, and its word to the
// requirement.
#pragma once

#include "actors/postings/posting_protocol.hpp"
#include "domain/matching/pair_decision.hpp"

namespace homigo::actors {

/// A swipe of either side: both go to the listing of the pair.
struct swipe_on_pair {
  domain::uuid requirement_id{};
  domain::uuid swiper_id{};
  domain::pair_side side{};
  domain::swipe_action action{};
};

/// Takes back the side's dislike.
struct undo_on_pair {
  domain::uuid requirement_id{};
  domain::uuid swiper_id{};
  domain::pair_side side{};
  domain::uuid swipe_id{};
};

struct unmatch_pair {
  domain::uuid requirement_id{};
  domain::uuid user_id{};
  domain::pair_side side{};
};

/// A durable command: a block ends the pair.
struct end_pair {
  domain::uuid requirement_id{};
  domain::pair_side caused_by{};
  std::optional<domain::uuid> ended_by;
  std::optional<domain::uuid> command_id;
};

/// What a swipe or an undo is answered with; the edge adds the match as its receiver sees it.
struct swipe_settled {
  domain::uuid swipe_id{};
  domain::swipe_action action{};
  bool matched = false;
  std::optional<domain::uuid> match_id;
};
HOMIGO_DESCRIBED(swipe_settled, swipe_id, action, matched, match_id)

/// The answer to unmatch_pair.
struct unmatch_settled {
  domain::match_status status{};
};
HOMIGO_DESCRIBED(unmatch_settled, status)

/// The listing's word on a pair, for a requirement that is awake; one that is not reads the rows when it wakes.
struct pair_settled {
  domain::uuid listing_id{};
  domain::pair_state pair;
};

using listing_actor = posting_actor::extend<
    // One side's swipe, undo, unmatch; answered with swipe_settled or unmatch_settled as soon as it is committed.
    takes<request_context, swipe_on_pair>, takes<request_context, undo_on_pair>, takes<request_context, unmatch_pair>,
    // The pair ends for a reason outside of it.
    takes<request_context, end_pair>>;

using requirement_actor = posting_actor::extend<
    // A listing has decided about a pair with this requirement.
    takes<request_context, pair_settled>>;

}  // namespace homigo::actors

HOMIGO_LOCAL_MESSAGE(homigo::actors::swipe_on_pair)
HOMIGO_LOCAL_MESSAGE(homigo::actors::undo_on_pair)
HOMIGO_LOCAL_MESSAGE(homigo::actors::unmatch_pair)
HOMIGO_LOCAL_MESSAGE(homigo::actors::end_pair)
HOMIGO_LOCAL_MESSAGE(homigo::actors::pair_settled)
