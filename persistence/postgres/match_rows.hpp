// Matches with everything a participant is shown of them.
#pragma once

#include <span>
#include <vector>

#include "persistence/match_reads.hpp"

namespace homigo::postgres {

class database;
class transaction;

/// In the order of `ids`, without those that `user_id` has no part in. One statement, in one snapshot.
std::vector<persistence::match_seen> load_matches(database& from, std::span<const domain::uuid> ids,
                                                  const domain::uuid& user_id);

/// Postings of likes that come without them, in two queries for all.
void load_postings(transaction& t, std::span<const domain::uuid> listing_ids,
                   std::span<const domain::uuid> requirement_ids, std::vector<domain::received_like>& likes);

}  // namespace homigo::postgres
