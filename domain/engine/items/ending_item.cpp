#include "domain/engine/items/ending_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(ending_item)

}  // namespace homigo::domain
