// The inbox: likes received and not yet answered, as persistence::match_reads says.
#pragma once

#include "modules/matching/match_reads.hpp"

namespace homigo::postgres {

class database;

persistence::slice<domain::received_like, domain::inbox_keyset> load_inbox(
    database& from, const domain::uuid& user_id, const std::optional<domain::inbox_keyset>& after, std::size_t limit,
    domain::instant now);
std::vector<domain::received_like> load_likes(database& from, std::span<const domain::uuid> swipe_ids,
                                              const domain::uuid& user_id, domain::instant now);

}  // namespace homigo::postgres
