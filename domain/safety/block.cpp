#include "domain/safety/block.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(blocked_user)
HOMIGO_TABLE(block_answer)
HOMIGO_TABLE(blocked_user_page)

}  // namespace homigo::domain
