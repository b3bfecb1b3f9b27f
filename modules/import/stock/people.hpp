// Draws the accounts behind generated postings.
#pragma once

#include "domain/users/account.hpp"
#include "modules/import/stock/dice.hpp"
#include "modules/import/stock/identity.hpp"

namespace homigo::stock {

/// Active, with a proven phone and further levels of verification for a share; profile included.
domain::user draw_host(dice& chance, const person_number& who, domain::host_category category, domain::instant joined);
domain::user draw_tenant(dice& chance, const person_number& who, domain::instant joined);

domain::host_category draw_host_category(dice& chance);

}  // namespace homigo::stock
