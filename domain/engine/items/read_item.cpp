#include "domain/engine/items/read_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(read_item)

}  // namespace homigo::domain
