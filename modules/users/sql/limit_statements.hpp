// Taking from the counters of sign_in_limits inside another transaction.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "modules/users/sign_in/sign_in_records.hpp"

namespace homigo::postgres {

class transaction;

/// Takes one from every limit, or none and tells how long to wait until none is exhausted. Rows are locked in the order
/// of their subjects, so that transactions never wait for each other in a circle.
std::optional<std::chrono::seconds> take(transaction& t, std::vector<persistence::attempt_limit> limits,
                                         domain::instant now);

/// How long until the limit allows another one; nothing when it does. Writes only where a clock has stepped back.
std::optional<std::chrono::seconds> waiting_time(transaction& t, const persistence::attempt_limit& limit,
                                                 domain::instant now);

}  // namespace homigo::postgres
