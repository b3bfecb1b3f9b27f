#include "persistence/postgres/schema/integrity.hpp"

#include <algorithm>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "domain/kernel/errors/unavailable.hpp"
#include "persistence/postgres/client/one_line.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "persistence/postgres/commit/pair_record.hpp"
#include "persistence/postgres/schema/integrity_rules.hpp"
#include "persistence/postgres/schema/migrator.hpp"

namespace homigo::postgres {
namespace {

using findings = std::vector<std::string>;

std::string filled(std::string_view sentence, const std::string& count, const std::string& example) {
  const auto at = sentence.find("{}");
  return std::string{sentence.substr(0, at)} + count + std::string{sentence.substr(at + 2)} + ", for instance " +
         example + ".";
}

/// Damage of the files shows as an error of the statement that meets it; the others are still worth asking.
template <class Look>
void look(findings& found, const std::string& what, Look work) {
  try {
    work();
  } catch (const pqxx::broken_connection& e) {
    throw domain::unavailable{domain::errc::database_unavailable,
                              "the database was lost while it was looked through: " + one_line(e.what())};
  } catch (const pqxx::sql_error& e) {
    found.push_back("PostgreSQL cannot read all rows for " + what + ": " + one_line(e.what()) + ".");
  }
}

void apply(pqxx::nontransaction& session, const integrity_rule& rule, findings& found) {
  look(found, "the rule \"" + std::string{rule.sentence.substr(3)} + '"', [&] {
    const auto rows =
        session.exec("SELECT count(*), min(broken::text) FROM (" + std::string{rule.sql} + ") AS all_of (broken)");
    if (rows[0][0].as<std::int64_t>() > 0)
      found.push_back(filled(rule.sentence, rows[0][0].c_str(), rows[0][1].c_str()));
  });
}

/// Reads every row of every table with all its columns, so that a damaged page has to show itself.
void read_all_tables(pqxx::nontransaction& session, findings& found) {
  const auto tables = session.exec(
      "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
      " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1");
  for (const auto& row : tables) {
    const std::string table = row[0].c_str();
    look(found, "the table " + table, [&] { session.exec("SELECT sum(length(t::text)) FROM " + table + " t"); });
  }
}

/// Whether it can be read and every pair is one of this listing.
bool is_of(const domain::uuid& listing, std::string_view body) {
  const auto pairs = decode_pairs(body);
  return pairs && std::ranges::all_of(*pairs, [&](const auto& p) { return p.listing_id == listing; });
}

void read_snapshots(pqxx::nontransaction& session, findings& found) {
  look(found, "the snapshots", [&] {
    std::size_t damaged = 0;
    std::string example;
    for (const auto& row : session.exec("SELECT entity_id, format, body FROM actor_snapshots WHERE kind = 'listing'")) {
      if (row[1].as<std::int32_t>() != snapshot_format()) continue;
      if (is_of(domain::parse_uuid(row[0].c_str()).value(), octets_in(row[2]))) continue;
      if (damaged++ == 0) example = row[0].c_str();
    }
    if (damaged > 0)
      found.push_back(filled("{} snapshots are damaged or of another entity; their rows are read instead",
                             std::to_string(damaged), example));
  });
}

}  // namespace

findings integrity_findings(const connection_options& options, const std::filesystem::path& sql_folder) {
  findings found;
  try {
    require_schema(options.conninfo, sql_folder);
  } catch (const schema_error& e) {
    return {e.what()};  // what follows is about the tables of this release
  }
  const auto connection = open_connection(options);
  pqxx::nontransaction session{*connection};
  session.exec("SET default_transaction_read_only = on");
  for (const auto& rule : integrity_rules()) apply(session, rule, found);
  read_snapshots(session, found);
  read_all_tables(session, found);
  return found;
}

}  // namespace homigo::postgres
