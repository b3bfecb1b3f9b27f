#include "domain/kernel/lists/keyset.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(keyset)
HOMIGO_TABLE(conversation_keyset)
HOMIGO_TABLE(inbox_keyset)

}  // namespace homigo::domain
