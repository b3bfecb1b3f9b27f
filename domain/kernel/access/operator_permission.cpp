#include "domain/kernel/access/operator_permission.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE_ENUM(operator_role)
HOMIGO_TABLE_ENUM(operator_permission)

}  // namespace homigo::domain
