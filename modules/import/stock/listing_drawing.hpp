// Draws what hosts offer.
#pragma once

#include "domain/postings/listing.hpp"
#include "modules/import/stock/market.hpp"

namespace homigo::stock {

/// `today` is the day around which flats become free.
domain::listing_content draw_listing(dice& chance, const spot& where, domain::property_type type, domain::date today);

}  // namespace homigo::stock
