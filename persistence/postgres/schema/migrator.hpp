// Brings a database's schema to what this program needs: forward only, each step once.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace homigo::postgres {

/// Each of these carries one sentence that tells an operator what is wrong and what to do.
struct schema_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A newer program has been here.
struct schema_too_new : schema_error {
  using schema_error::schema_error;
};
/// Migrations are missing.
struct schema_too_old : schema_error {
  using schema_error::schema_error;
};
/// A migration file was edited after it had been applied.
struct migration_changed : schema_error {
  using schema_error::schema_error;
};

struct migration_report {
  /// Versions applied now, in order.
  std::vector<int> applied;
  /// The schema's version afterwards.
  int version = 0;
};

/// Refuses a database whose schema is older or newer than the migrations in `folder`, or was made by others: throws
/// schema_error. Changes nothing.
void require_schema(const std::string& conninfo, const std::filesystem::path& folder);

/// Runs `folder`/migrations/V###__name.sql that are missing, each in a transaction of its own and in order, then
/// applies `folder`/functions/*.sql anew in the order of their names. Two at once wait for each other. Throws
/// schema_error, or domain::unavailable without the database.
migration_report migrate(const std::string& conninfo, const std::filesystem::path& folder);

}  // namespace homigo::postgres
