#include "domain/engine/items/swipe_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(swipe_item)

}  // namespace homigo::domain
