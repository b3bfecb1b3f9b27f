#include "domain/notifications/event_data.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(listing_news)
HOMIGO_TABLE(requirement_news)
HOMIGO_TABLE(typing_news)
HOMIGO_TABLE(presence_news)
HOMIGO_TABLE(gone_match)
HOMIGO_TABLE(gone_swipe)
HOMIGO_TABLE(gone_message)
HOMIGO_TABLE(gone_account)

}  // namespace homigo::domain
