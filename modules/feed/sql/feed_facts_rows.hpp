// The select lists that the feed's facts are read with, and the rows they make.
#pragma once

#include <string>

#include "domain/feed/feed_facts.hpp"
#include "persistence/postgres/client/binary_connection.hpp"

namespace homigo::postgres {

/// Of property_listings `l`, up to and with FROM.
const std::string& listing_facts_sql();
domain::listing_facts read_listing_facts(binary_row row);

/// Of tenant_requirements `r`, up to and with FROM.
const std::string& requirement_facts_sql();
domain::requirement_facts read_requirement_facts(binary_row row);

}  // namespace homigo::postgres
