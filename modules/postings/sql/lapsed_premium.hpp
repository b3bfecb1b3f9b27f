// Premium ends with what was paid for it: looked for about once a second.
#pragma once

#include "domain/kernel/time/time.hpp"

namespace homigo::postgres {

class connection_pool;

/// At most some hundred postings at a time, and none that a commit holds: the next call takes them. Throws
/// domain::unavailable.
void end_lapsed_premium(connection_pool& pool, domain::instant now);

}  // namespace homigo::postgres
