#include "domain/event_data.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(listing_news)
HOMIGO_TABLE(requirement_news)
HOMIGO_TABLE(typing_news)
HOMIGO_TABLE(presence_news)

}  // namespace homigo::domain
