// Which columns of a table a described type fills by COPY, and their values: found over the field table, never listed.
#pragma once

#include <string>
#include <vector>

#include "domain/kernel/described/type_descriptor.hpp"
#include "persistence/postgres/client/parameter.hpp"
#include "persistence/postgres/client/transaction.hpp"

namespace homigo::postgres {

using copy_row = std::vector<parameter>;

class copy_layout {
public:
  /// The fields of `type` that `table` has columns for; groups are dissolved. Generated columns and those named in
  /// `without` are left out.
  copy_layout(transaction& t, std::string table, const domain::type_descriptor& type,
              const std::vector<std::string>& without = {});

  const std::string& table() const { return table_; }
  const std::vector<std::string>& columns() const { return columns_; }
  /// Appends the value of each column of `object`.
  void append(copy_row& row, const void* object) const;

private:
  struct source {
    std::vector<const domain::field_descriptor*> path;
    bool is_array;
  };
  void find_sources(const domain::type_descriptor& type, std::vector<const domain::field_descriptor*>& path,
                    const std::vector<std::pair<std::string, bool>>& known);

  std::string table_;
  std::vector<std::string> columns_;
  std::vector<source> sources_;
};

}  // namespace homigo::postgres
