// A database of its own for every test, copied from a template that is migrated once in a run.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "persistence/postgres/client/connection_pool.hpp"

namespace homigo::tests {

/// HOMIGO_TEST_DATABASE: a superuser's key=value conninfo of a running cluster. Throws std::runtime_error without it.
std::string cluster_conninfo();

/// The conninfo of another database of the cluster.
std::string conninfo_of(const std::string& database_name);

std::filesystem::path sql_folder();

/// An empty database without any schema; dropped at the end.
class empty_database {
public:
  empty_database() : empty_database("template0") {}
  ~empty_database();
  empty_database(const empty_database&) = delete;
  empty_database& operator=(const empty_database&) = delete;

  const std::string& name() const { return name_; }
  std::string conninfo() const { return conninfo_of(name_); }
  /// One or more statements outside the code under test; the first value of the last one's answer, "" if there is none.
  std::string execute(const std::string& sql) const;

protected:
  explicit empty_database(const std::string& copied_from);

private:
  std::string name_;
};

/// A database with the present schema, and a pool on it.
class migrated_database : public empty_database {
public:
  migrated_database();
  postgres::connection_pool& pool() { return *pool_; }
  /// A further pool, as another node would have one.
  std::unique_ptr<postgres::connection_pool> another_pool(std::size_t size = 2) const;

private:
  // Destroyed before the base drops the database.
  std::unique_ptr<postgres::connection_pool> pool_;
};

}  // namespace homigo::tests
