#include "domain/engine/items/undo_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(undo_item)

}  // namespace homigo::domain
