// What a posting says of its pairs to its owner.
#pragma once

#include "actors/pairs/pair_table.hpp"
#include "actors/postings/posting_protocol.hpp"
#include "actors/runtime/commit_queue.hpp"

namespace homigo::actors {

/// Answers at once, of what is committed; an activation that no longer knows the truth passes the question on.
void answer_pairs(const commit_queue& queue, const std::optional<persistence::stored_posting>& posting,
                  const pair_table& pairs, const request_context& from, const look_at_pairs& asked);

}  // namespace homigo::actors
