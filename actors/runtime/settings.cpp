#include "actors/runtime/settings.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::actors {

HOMIGO_TABLE(settings)

}  // namespace homigo::actors
