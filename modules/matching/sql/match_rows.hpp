// Matches with everything a participant is shown of them.
#pragma once

#include <span>
#include <vector>

#include "modules/matching/match_reads.hpp"

namespace homigo::postgres {

class database;
class transaction;

/// One for each wanted, in their order; nothing where the viewer takes no part. One statement, in one snapshot.
std::vector<std::optional<persistence::match_seen>> load_matches(database& from,
                                                                 std::span<const persistence::match_viewer> wanted,
                                                                 domain::instant now);

/// Postings of likes that come without them, in two queries for all.
void load_postings(transaction& t, std::span<const domain::uuid> listing_ids,
                   std::span<const domain::uuid> requirement_ids, std::vector<domain::received_like>& likes);

}  // namespace homigo::postgres
