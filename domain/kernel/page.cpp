#include "domain/kernel/page.hpp"

#include "domain/kernel/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(page_query)

}  // namespace homigo::domain
