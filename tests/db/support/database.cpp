#include "support/database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <pqxx/nontransaction>
#include <pqxx/result>
#include <pqxx/row>
#include <stdexcept>

#include "persistence/postgres/schema/migrator.hpp"

namespace homigo::tests {
namespace {

std::string run(const std::string& conninfo, const std::string& sql) {
  using namespace std::chrono_literals;
  const auto connection = postgres::open_connection({conninfo, "homigo tests", 60s});
  pqxx::nontransaction session{*connection};
  const auto found = session.exec(sql);
  return found.empty() || found[0][0].is_null() ? std::string{} : std::string{found[0][0].c_str()};
}

std::string fresh_name(const std::string& kind) {
  static std::atomic<int> count = 0;
  return "homigo_" + kind + "_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

void drop(const std::string& name) { run(cluster_conninfo(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); }

/// Migrated at the first use, dropped when the run ends.
const std::string& template_name() {
  struct holder {
    std::string name = fresh_name("template");
    holder() {
      run(cluster_conninfo(), "CREATE DATABASE " + name + " TEMPLATE template0");
      postgres::migrate(conninfo_of(name), sql_folder());
    }
    ~holder() {
      try {
        drop(name);
      } catch (const std::exception&) {
        // A test may have taken the server away for good; then there is nothing to drop.
      }
    }
  };
  static const holder once;
  return once.name;
}

}  // namespace

std::string cluster_conninfo() {
  const char* conninfo = std::getenv("HOMIGO_TEST_DATABASE");
  if (!conninfo || !*conninfo)
    throw std::runtime_error("HOMIGO_TEST_DATABASE must hold a superuser's conninfo of a running PostgreSQL cluster");
  return conninfo;
}

std::string conninfo_of(const std::string& database_name) { return cluster_conninfo() + " dbname=" + database_name; }

std::filesystem::path sql_folder() { return HOMIGO_SQL_FOLDER; }

empty_database::empty_database(const std::string& copied_from) : name_(fresh_name("test")) {
  run(cluster_conninfo(), "CREATE DATABASE " + name_ + " TEMPLATE " + copied_from);
}

empty_database::~empty_database() {
  try {
    drop(name_);
  } catch (const std::exception&) {
    // It goes with its cluster; the test has already said what is wrong.
  }
}

std::string empty_database::execute(const std::string& sql) const { return run(conninfo(), sql); }

migrated_database::migrated_database() : empty_database(template_name()), pool_(another_pool(4)) {}

std::unique_ptr<postgres::connection_pool> migrated_database::another_pool(std::size_t size) const {
  postgres::pool_options options;
  options.connection.conninfo = conninfo();
  options.size = size;
  return std::make_unique<postgres::connection_pool>(options);
}

}  // namespace homigo::tests
