#include "bench/demo/wire.hpp"

#include "domain/kernel/descriptor_table.hpp"

namespace homigo::demo {

HOMIGO_TABLE(requirement_made)
HOMIGO_TABLE(payment_begun)
HOMIGO_TABLE(done)
HOMIGO_TABLE(listing_card)
HOMIGO_TABLE(requirement_card)
HOMIGO_TABLE(listing_item)
HOMIGO_TABLE(listing_feed)
HOMIGO_TABLE(requirement_item)
HOMIGO_TABLE(requirement_feed)
HOMIGO_TABLE(like)
HOMIGO_TABLE(like_inbox)
HOMIGO_TABLE(other_person)
HOMIGO_TABLE(match_made)
HOMIGO_TABLE(swipe_done)
HOMIGO_TABLE(message_seen)
HOMIGO_TABLE(messages_seen)
HOMIGO_TABLE(conversation_seen)

}  // namespace homigo::demo
