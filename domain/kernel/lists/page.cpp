#include "domain/kernel/lists/page.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(page_query)

}  // namespace homigo::domain
