#include "http/settings.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::http {

HOMIGO_TABLE(settings)

}  // namespace homigo::http
