#include "bench/run/web_stack.hpp"

#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include "bench/run/pgbench.hpp"

namespace homigo::bench {
namespace {

load::server_address address_with_tables(const options& wanted) {
  prepare_baseline(wanted);
  return load::resolve_url("http://127.0.0.1:" + std::to_string(free_port()));
}

std::vector<std::string> command_line(const options& wanted, const load::server_address& address) {
  pqxx::connection database{wanted.baseline};
  return {wanted.folder + "/web/server.mjs",
          std::to_string(address.endpoint.port()),
          database.hostname(),
          database.port(),
          database.dbname(),
          database.username()};
}

std::vector<person> posters(pqxx::nontransaction& work, const std::string& owner, const std::string& posting,
                            const std::string& table) {
  std::vector<person> out;
  for (const auto& row : work.exec("SELECT " + owner + ", md5('token ' || " + owner + "), array_to_json(array_agg(" +
                                   posting + ")) FROM " + table + " GROUP BY " + owner)) {
    person next{row[0].c_str(), row[1].c_str(), {}};
    const std::string ids = row[2].c_str();  // ["…","…"]
    for (std::size_t at = 2; at < ids.size(); at += 39) next.postings.push_back(ids.substr(at, 36));
    out.push_back(std::move(next));
  }
  return out;
}

people people_of(const options& wanted) {
  pqxx::connection database{wanted.baseline};
  pqxx::nontransaction work{database};
  return {posters(work, "host_id", "listing_id", "property_listings"),
          posters(work, "tenant_id", "requirement_id", "tenant_requirements")};
}

}  // namespace

web_stack::web_stack(const options& wanted)
    : wanted_(wanted),
      address_(address_with_tables(wanted)),
      process_(wanted.node, command_line(wanted, address_), wanted.tokens + ".web.log"),
      stage_(wanted, people_of(wanted), address_) {
  await_ready(address_, process_);
}

std::int64_t web_stack::rows_of(const std::string& table) const {
  pqxx::connection database{wanted_.baseline};
  pqxx::nontransaction work{database};
  return work.exec("SELECT count(*) FROM " + table)[0][0].as<std::int64_t>();
}

}  // namespace homigo::bench
