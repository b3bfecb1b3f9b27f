// What everybody does who has changed accounts, inside the transaction that has.
#pragma once

#include <span>

#include "domain/kernel/ids/uuid.hpp"

namespace homigo::postgres {

class transaction;

/// Caches elsewhere forget the accounts, and their owners' devices hear account.updated. Call it once, after everything
/// else of the transaction that locks rows: it locks the counters of the owners' events.
void accounts_changed(transaction& t, std::span<const domain::uuid> user_ids);

}  // namespace homigo::postgres
