#include "domain/postings/posting_change.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(wanted_status)
HOMIGO_TABLE(listing_change)
HOMIGO_TABLE(requirement_change)

}  // namespace homigo::domain
