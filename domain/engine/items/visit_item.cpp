#include "domain/engine/items/visit_item.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(visit_proposal)
HOMIGO_TABLE(visit_item)

}  // namespace homigo::domain
