// What operators set while the system runs, read for people: prices, quotas, versions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace homigo::persistence {

struct business_setting {
  std::string key;
  std::string value;  // a number or a text, without quotes
};

/// Called on worker threads; thread-safe. Throws domain::unavailable without the database.
class business_settings {
public:
  virtual ~business_settings() = default;
  virtual std::vector<business_setting> all() = 0;
};

}  // namespace homigo::persistence
