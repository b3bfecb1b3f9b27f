// Listings and requirements as rows: the select lists that fill them whole, and loading by identifier.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/postings/listing.hpp"
#include "domain/postings/requirement.hpp"
#include "persistence/postgres/client/row_reader.hpp"

namespace homigo::postgres {

class transaction;

/// Of property_listings `l`, for read_listing(): with photos and the preferred tenant.
const std::string& listing_columns();
/// Of tenant_requirements `r`, for read_row<domain::requirement>: with priorities.
const std::string& requirement_columns();

domain::listing read_listing(const pqxx::row& row, column_range among = {});

/// In the order of `ids`, without those that do not exist.
std::vector<domain::listing> load_listings(transaction& t, std::span<const domain::uuid> ids);
std::vector<domain::requirement> load_requirements(transaction& t, std::span<const domain::uuid> ids);

}  // namespace homigo::postgres
