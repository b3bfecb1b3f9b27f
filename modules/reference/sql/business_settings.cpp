#include "modules/reference/business_settings.hpp"

#include <pqxx/result>

#include "persistence/postgres/client/transaction.hpp"

namespace homigo::persistence {

using namespace postgres;

std::vector<business_setting> business_settings::all() {
  return database{pool_}.read([&](transaction& t) {
    std::vector<business_setting> settings;
    for (const auto& row : t.query("SELECT key, value #>> '{}' FROM system_settings ORDER BY key", {}))
      settings.push_back({row[0].as<std::string>(), row[1].as<std::string>("")});
    return settings;
  });
}

}  // namespace homigo::persistence
