#include "modules/reference/sql/business_settings.hpp"

#include <pqxx/result>

namespace homigo::postgres {

std::vector<persistence::business_setting> business_settings::all() {
  return database_.read([&](transaction& t) {
    std::vector<persistence::business_setting> settings;
    for (const auto& row : t.query("SELECT key, value #>> '{}' FROM system_settings ORDER BY key", {}))
      settings.push_back({row[0].as<std::string>(), row[1].as<std::string>("")});
    return settings;
  });
}

}  // namespace homigo::postgres
