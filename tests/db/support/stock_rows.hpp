// Random postings as rows, set-based: what the feed's index and its oracle are both read from.
#pragma once

#include <span>
#include <string>

#include "unit/feed/random_stock.hpp"

namespace homigo::tests {

/// One INSERT for all of them; people are random ones of their own, so standings, verifications and tenant's facts in
/// `listings` and `requirements` are left aside.
std::string people_sql(random_stock& random, std::span<const domain::uuid> people);
std::string listings_sql(std::span<const domain::listing_facts> listings);
std::string requirements_sql(std::span<const domain::requirement_facts> requirements);

}  // namespace homigo::tests
