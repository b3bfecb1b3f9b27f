#include "domain/matching/inbox.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(received_like)
HOMIGO_TABLE(received_like_page)

}  // namespace homigo::domain
