#include "http/pipeline/settings.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::http {

HOMIGO_TABLE(settings)

}  // namespace homigo::http
