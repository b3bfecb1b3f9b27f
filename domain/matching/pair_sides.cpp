#include "domain/matching/pair_sides.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(waiting_like)
HOMIGO_TABLE(posting_pairs)

pair_side_view seen_by(pair_side side, const pair_state& pair, const uuid& other_posting) {
  pair_side_view view{other_posting, pair.phase != pair_phase::open || swipe_of(pair, side), std::nullopt};
  const auto& theirs = swipe_of(pair, other(side));
  if (!view.is_decided && theirs && theirs->action != swipe_action::dislike)
    view.like = {other_posting, theirs->swipe_id, theirs->action, theirs->at};
  return view;
}

void add(posting_pairs& all, const pair_side_view& one) {
  if (one.is_decided) all.decided.push_back(one.posting_id);
  if (one.like) all.likes.push_back(*one.like);
}

}  // namespace homigo::domain
