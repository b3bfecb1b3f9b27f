// What listings and requirements have in common: a posting, its pairs, and the queue of what changes them.
#pragma once

#include "actors/pairs/pair_table.hpp"
#include "actors/postings/posting_protocol.hpp"
#include "actors/runtime/commit_queue.hpp"

namespace homigo::actors {

struct posting_state {
  std::optional<persistence::stored_posting> posting;
  pair_table pairs;                   // by the other posting: a listing decides on them, a
                                      // requirement is told of them
  std::optional<commit_queue> queue;  // last: what waits in it looks at the others

  const domain::entity_key& key() const { return queue->key(); }
  bool is_owned_by(const domain::uuid& user) const { return posting && posting->owner_id == user; }
  posting_settled settled() const { return {key().id, posting->status, posting->revision}; }
};

/// look_at_pairs: answered at once, of what is committed; an activation that no longer knows the truth passes the
/// question on.
void answer_pairs(const posting_state& state, const request_context& from, const look_at_pairs& asked);

}  // namespace homigo::actors
