#include "actors/runtime/settings.hpp"

#include "domain/kernel/descriptor_table.hpp"

namespace homigo::actors {

HOMIGO_TABLE(settings)

}  // namespace homigo::actors
