// The tables of what actors answer with.
#include "actors/conversations/conversation_protocol.hpp"
#include "actors/pairs/pair_protocol.hpp"
#include "actors/sessions/session_protocol.hpp"
#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::actors {

HOMIGO_TABLE(posting_settled)
HOMIGO_TABLE(swipe_settled)
HOMIGO_TABLE(unmatch_settled)
HOMIGO_TABLE(message_settled)
HOMIGO_TABLE(read_settled)
HOMIGO_TABLE(typing_settled)

}  // namespace homigo::actors
