#include "domain/inbox.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(received_like)
HOMIGO_TABLE(received_like_page)

}  // namespace homigo::domain
