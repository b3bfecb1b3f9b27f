#include "config/settings.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::config {

HOMIGO_TABLE_ENUM(environment)
HOMIGO_TABLE_ENUM(provider_mode)
HOMIGO_TABLE_ENUM(log_level)
HOMIGO_TABLE_ENUM(log_format)
HOMIGO_TABLE(general_settings)
HOMIGO_TABLE(sql_settings)
HOMIGO_TABLE(database_settings)
HOMIGO_TABLE(accounts_settings)
HOMIGO_TABLE(providers_settings)
HOMIGO_TABLE(data_settings)
HOMIGO_TABLE(log_settings)

}  // namespace homigo::config
