#include "feed/settings.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::feed {

HOMIGO_TABLE(settings)

}  // namespace homigo::feed
