// Likes received and not yet answered, as persistence::match_reads says.
#pragma once

#include "modules/matching/match_reads.hpp"

namespace homigo::postgres {

class database;

std::vector<domain::received_like> load_likes(database& from, std::span<const domain::uuid> swipe_ids,
                                              const domain::uuid& user_id, domain::instant now);

}  // namespace homigo::postgres
