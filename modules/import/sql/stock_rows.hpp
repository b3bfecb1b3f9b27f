// The rows of a batch of generated stock, table by table, ready for COPY.
#pragma once

#include <functional>
#include <span>

#include "modules/import/stock_repository.hpp"
#include "persistence/postgres/client/copy_layout.hpp"

namespace homigo::postgres {

/// Accounts with their levels of verification.
void copy_accounts(transaction& t, const std::vector<const domain::user*>& accounts);
void copy_host_profiles(transaction& t, const std::vector<const domain::user*>& accounts);
void copy_tenant_profiles(transaction& t, const std::vector<const domain::user*>& accounts);

/// With what else a live listing has: entity, preferences, photos, and a word in the change log.
void copy_listings(transaction& t, const std::vector<const domain::listing*>& listings,
                   const std::array<persistence::photo_record, 3>& pictures);
/// Likewise.
void copy_requirements(transaction& t, const std::vector<const domain::requirement*>& requirements);

void copy_sessions(transaction& t, const std::string& table,
                   const std::vector<persistence::generated_session>& sessions);

}  // namespace homigo::postgres
