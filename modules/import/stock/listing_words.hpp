// What a host writes about a flat.
#pragma once

#include "domain/postings/listing.hpp"
#include "modules/import/stock/dice.hpp"

namespace homigo::stock {

/// Title and description, out of what is drawn already.
void write_words(dice& chance, domain::listing_content& listing);

}  // namespace homigo::stock
