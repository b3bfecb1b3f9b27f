// First answers to requests with an Idempotency-Key, in table idempotency.
#pragma once

#include <memory>

#include "domain/engine/idempotency_store.hpp"
#include "domain/kernel/time/time.hpp"

namespace homigo::postgres {

class connection_pool;

/// `owner` is this process's incarnation: what an owner without a living row in table node has begun may be taken over
/// at once, what any owner has begun after 60 seconds. What this process has begun and could not end in writing,
/// because the database was away, its next try takes over at once. Answers are kept for 24 hours. What it is given must
/// outlive it.
std::unique_ptr<domain::idempotency_store> make_idempotency_store(connection_pool& pool, const domain::clock& clock,
                                                                  domain::id_source& ids, const domain::uuid& owner);

/// Those that are no longer kept. Throws domain::unavailable.
void erase_expired_answers(connection_pool& pool, domain::instant now);

}  // namespace homigo::postgres
