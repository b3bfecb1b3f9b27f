#include "domain/conversations/conversation.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(message)
HOMIGO_TABLE(message_page)
HOMIGO_TABLE(conversation)
HOMIGO_TABLE(conversation_page)
HOMIGO_TABLE(conversation_view)
HOMIGO_TABLE(read_mark)
HOMIGO_TABLE(message_cursor)

}  // namespace homigo::domain
