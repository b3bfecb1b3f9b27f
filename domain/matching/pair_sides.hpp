// What a pair is to each of its two sides: what its owner's posting is not shown any more, and which likes wait for it.
#pragma once

#include <optional>
#include <vector>

#include "domain/matching/pair_decision.hpp"

namespace homigo::domain {

/// A like that a posting has received and its owner has not answered.
struct waiting_like {
  uuid posting_id{};  // that likes
  uuid swipe_id{};
  swipe_action action{};
  instant at{};  // when it came, or rose to a super like
  bool operator==(const waiting_like&) const = default;
};
HOMIGO_DESCRIBED(waiting_like, posting_id, swipe_id, action, at)

/// One pair of a posting, as its owner's side sees it.
struct pair_side_view {
  uuid posting_id{};        // the other one
  bool is_decided = false;  // by this side, or closed: the other posting is not shown to it any more
  std::optional<waiting_like> like;
};
pair_side_view seen_by(pair_side side, const pair_state& pair, const uuid& other_posting);

/// All pairs of a posting, as its owner's side sees them.
struct posting_pairs {
  std::vector<uuid> decided;
  std::vector<waiting_like> likes;  // in no order
};
HOMIGO_DESCRIBED(posting_pairs, decided, likes)
void add(posting_pairs& all, const pair_side_view& one);

}  // namespace homigo::domain
