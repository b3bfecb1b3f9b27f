#include "actors/settings.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::actors {

HOMIGO_TABLE(settings)

}  // namespace homigo::actors
