#include "persistence/postgres/schema/migrator.hpp"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <pqxx/result>
#include <pqxx/transaction>
#include <regex>
#include <sstream>

#include "codec/octet_text.hpp"
#include "persistence/postgres/client/connection.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"

namespace homigo::postgres {
namespace {

namespace fs = std::filesystem;

struct migration {
  int version = 0;
  std::string name;
  std::string sql;
  std::string checksum;
};

std::string read_file(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw schema_error{"The file " + path.string() + " cannot be read."};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string checksum_of(const std::string& sql) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, reinterpret_cast<const unsigned char*>(sql.data()), sql.size());
  return codec::to_hex(hash);
}

/// With those of the folders in it, in the order of their paths.
std::vector<fs::path> sql_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) throw schema_error{"There is no folder " + folder.string() + " with SQL files."};
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<migration> known_migrations(const fs::path& folder) {
  static const std::regex form{"V([0-9]+)__([a-z0-9_]+)\\.sql"};
  std::vector<migration> all;
  for (const auto& path : sql_files(folder)) {
    std::smatch parts;
    const auto file = path.filename().string();
    if (!std::regex_match(file, parts, form))
      throw schema_error{"The migration " + file + " is not named like V001__name.sql."};
    auto sql = read_file(path);
    auto checksum = checksum_of(sql);
    all.push_back({std::stoi(parts[1]), parts[2], std::move(sql), std::move(checksum)});
  }
  std::ranges::sort(all, {}, &migration::version);
  const auto twice = std::ranges::adjacent_find(all, {}, &migration::version);
  if (twice != all.end()) throw schema_error{"Two migrations have the version " + std::to_string(twice->version) + "."};
  return all;
}

/// Held by the session, so that one runner at a time works on a database.
constexpr auto lock_sql = "SELECT pg_advisory_lock(hashtext('homigo.migrations'))";

constexpr auto table_sql =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,"
    " applied_at timestamptz NOT NULL DEFAULT now())";

void prepare_table(pqxx::connection& connection) {
  pqxx::nontransaction session{connection};
  session.exec(lock_sql);
  session.exec("SET client_min_messages = warning");
  session.exec(table_sql);
}

std::map<int, std::string> applied_checksums(pqxx::connection& connection) {
  pqxx::nontransaction session{connection};
  std::map<int, std::string> applied;
  if (session.exec("SELECT to_regclass('schema_migrations') IS NULL")[0][0].as<bool>()) return applied;
  for (const auto& row : session.exec("SELECT version, checksum FROM schema_migrations"))
    applied[row[0].as<int>()] = row[1].as<std::string>();
  return applied;
}

void refuse_older_schema(const std::map<int, std::string>& applied, const std::vector<migration>& known) {
  const auto missing = std::ranges::find_if(known, [&](const auto& m) { return !applied.contains(m.version); });
  if (missing == known.end()) return;
  const auto has = applied.empty() ? "no schema" : "a schema of version " + std::to_string(applied.rbegin()->first);
  throw schema_too_old{"The database has " + has + ", but this program needs version " +
                       std::to_string(known.back().version) + " (migration " + std::to_string(missing->version) +
                       " is missing); bring it up to date with './homigo up' or 'homigo_server migrate'."};
}

void refuse_strange_history(const std::map<int, std::string>& applied, const std::vector<migration>& known) {
  const int newest = known.empty() ? 0 : known.back().version;
  if (!applied.empty() && applied.rbegin()->first > newest)
    throw schema_too_new{"The database's schema has version " + std::to_string(applied.rbegin()->first) +
                         ", but this program knows only version " + std::to_string(newest) +
                         "; start a newer program."};
  for (const auto& [version, checksum] : applied) {
    const auto file = std::ranges::find(known, version, &migration::version);
    const auto label = "Migration " + std::to_string(version);
    if (file == known.end())
      throw migration_changed{label + " was applied to the database, but its file is gone; restore it."};
    if (file->checksum != checksum)
      throw migration_changed{label + " (" + file->name +
                              ") was edited after it had been applied; restore the file and add a new migration."};
  }
}

void run(pqxx::connection& connection, const std::string& sql, const std::string& what,
         const migration* record = nullptr) {
  try {
    pqxx::work transaction{connection};
    transaction.exec(sql);
    if (record)
      run_with(transaction, "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
               record->version, record->name, record->checksum);
    transaction.commit();
  } catch (const pqxx::sql_error& e) {
    throw schema_error{what + " failed: " + e.what()};
  }
}

}  // namespace

void require_schema(const std::string& conninfo, const fs::path& folder) {
  const auto known = known_migrations(folder / "migrations");
  const auto applied = applied_checksums(*open_connection({conninfo, "homigo schema check"}));
  refuse_strange_history(applied, known);
  refuse_older_schema(applied, known);
}

migration_report migrate(const std::string& conninfo, const fs::path& folder) {
  const auto known = known_migrations(folder / "migrations");
  using namespace std::chrono_literals;
  const auto connection = open_connection({conninfo, "homigo migrations", 0ms});
  prepare_table(*connection);
  const auto applied = applied_checksums(*connection);
  refuse_strange_history(applied, known);
  migration_report report;
  for (const auto& step : known) {
    report.version = step.version;
    if (applied.contains(step.version)) continue;
    run(*connection, step.sql, "Migration " + std::to_string(step.version) + " (" + step.name + ")", &step);
    report.applied.push_back(step.version);
  }
  if (fs::exists(folder / "functions"))
    for (const auto& path : sql_files(folder / "functions"))
      run(*connection, read_file(path), path.filename().string());
  return report;
}

}  // namespace homigo::postgres
