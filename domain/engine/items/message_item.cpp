#include "domain/engine/items/message_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(message_item)

}  // namespace homigo::domain
