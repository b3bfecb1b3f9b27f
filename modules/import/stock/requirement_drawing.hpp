// Draws what tenants look for.
#pragma once

#include "domain/postings/requirement.hpp"
#include "modules/import/stock/market.hpp"

namespace homigo::stock {

/// `today` is the day after which people want to move.
domain::requirement_content draw_requirement(dice& chance, domain::gender gender, domain::date today);

}  // namespace homigo::stock
