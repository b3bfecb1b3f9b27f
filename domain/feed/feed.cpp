#include "domain/feed/feed.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(listing_feed_query)
HOMIGO_TABLE(requirement_feed_query)
HOMIGO_TABLE(listing_feed_item)
HOMIGO_TABLE(requirement_feed_item)
HOMIGO_TABLE(listing_feed_page)
HOMIGO_TABLE(requirement_feed_page)

}  // namespace homigo::domain
