#include "domain/users/account.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE_ENUM(badge)
HOMIGO_TABLE(user)
HOMIGO_TABLE(public_user)
HOMIGO_TABLE(user_settings)

}  // namespace homigo::domain
