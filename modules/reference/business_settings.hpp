// What operators set while the system runs, read for people: prices, quotas, versions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace homigo::postgres {
class connection_pool;
}

namespace homigo::persistence {

struct business_setting {
  std::string key;
  std::string value;  // a number or a text, without quotes
};

/// Called on worker threads; thread-safe. Throws domain::unavailable without the database.
class business_settings {
public:
  explicit business_settings(postgres::connection_pool& pool) : pool_(pool) {}
  std::vector<business_setting> all();

private:
  postgres::connection_pool& pool_;
};

}  // namespace homigo::persistence
