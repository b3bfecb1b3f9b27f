#include "domain/page.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::domain {

HOMIGO_TABLE(page_query)

}  // namespace homigo::domain
