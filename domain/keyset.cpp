#include "domain/keyset.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(keyset)
HOMIGO_TABLE(conversation_keyset)
HOMIGO_TABLE(inbox_keyset)

}  // namespace homigo::domain
