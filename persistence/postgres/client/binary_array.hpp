// Array parameters in PostgreSQL's binary form: no text is made here, and none is parsed there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "persistence/postgres/client/binary_value.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"

namespace homigo::postgres {

/// One array, filled from the left; for a parameter that the statement casts to the array's type.
class binary_array {
public:
  explicit binary_array(type_oid type);

  void add(const domain::uuid& value);
  void add(std::int32_t value);
  void add(std::int64_t value);
  void add(std::string_view value);
  void add(domain::instant value);
  /// An absent value is NULL.
  template <class T>
  void add(const std::optional<T>& value) {
    if (value)
      add(*value);
    else
      add_null();
  }

  binary_parameter parameter() const;

private:
  void add_null();
  void add_bytes(const void* bytes, std::size_t size);

  std::string bytes_;
  std::int32_t count_ = 0;
  bool has_null_ = false;
};

}  // namespace homigo::postgres
