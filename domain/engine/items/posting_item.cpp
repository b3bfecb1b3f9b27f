#include "domain/engine/items/posting_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(posting_item)

}  // namespace homigo::domain
