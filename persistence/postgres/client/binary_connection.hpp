// Rows in PostgreSQL's binary form, which libpqxx 6 does not speak: what the feed index reads by the million.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/kernel/described/described.hpp"
#include "domain/kernel/function_ref.hpp"
#include "domain/kernel/ids/uuid.hpp"
#include "domain/kernel/time/time.hpp"
#include "persistence/postgres/client/connection.hpp"

struct pg_conn;

namespace homigo::postgres {

/// One row; valid during the call that gets it. Columns are read from left to right. Reading a value of another type
/// or one that is NULL throws std::runtime_error.
class binary_row {
public:
  explicit binary_row(std::span<const std::optional<std::string_view>> columns) : columns_(columns) {}

  bool is_null() const { return !columns_[at_]; }
  void skip() { ++at_; }

  domain::uuid id();
  bool flag();                // boolean
  std::int64_t integer();     // smallint, integer, bigint
  std::string_view text();    // text
  domain::instant moment();   // timestamptz, cut to milliseconds
  domain::date day();         // date
  domain::geo_point point();  // geography(Point)

private:
  std::string_view next(std::size_t bytes);
  std::string_view next();

  std::span<const std::optional<std::string_view>> columns_;
  std::size_t at_ = 0;
};

/// Used by one thread at a time. Throws domain::unavailable where the connection is missing or lost, std::runtime_error
/// for a wrong statement. After a failure it is to be thrown away.
class binary_connection {
public:
  /// Opened at once. `work_mem` is what one sort or hash of a load may take.
  binary_connection(const connection_options& options, const std::string& work_mem);
  ~binary_connection();
  binary_connection(const binary_connection&) = delete;
  binary_connection& operator=(const binary_connection&) = delete;

  using take_row = domain::function_ref<void(binary_row)>;
  /// COPY (`query`) TO STDOUT: rows come while the server makes them.
  void copy(const std::string& query, take_row take);
  /// `sql` with $1 as an array in text form.
  void query(const std::string& sql, const std::string& array, take_row take);

private:
  std::unique_ptr<pg_conn, void (*)(pg_conn*)> connection_;
};

}  // namespace homigo::postgres
