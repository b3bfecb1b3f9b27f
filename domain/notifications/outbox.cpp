#include "domain/notifications/outbox.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(outbox_item)
HOMIGO_TABLE(outbox_page)
HOMIGO_TABLE(outbox_query)

}  // namespace homigo::domain
