#include "app/configuration.hpp"

#include <netdb.h>

#include <memory>

#include "config/loader.hpp"
#include "http/pipeline/client_address.hpp"
#include "http/pipeline/cors.hpp"
#include "persistence/postgres/client/conninfo.hpp"

namespace homigo::app {
namespace {

/// Names (localhost) are looked up once, when the server starts; the first address counts.
std::string numeric_address(const std::string& name, const std::string& key) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  char text[NI_MAXHOST];
  if (!name.empty() && ::getaddrinfo(name.c_str(), nullptr, &wanted, &found) == 0) {
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owned{found, ::freeaddrinfo};
    if (::getnameinfo(found->ai_addr, found->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0)
      return text;
  }
  throw config::bad_setting{key + " = " + name + " is neither an IP address nor a name that this machine can look up."};
}

}  // namespace

configuration load_configuration(const command_line& line) {
  configuration c;
  c.all.sql.folder = HOMIGO_SQL_FOLDER;
  config::loader loader{c.all};
  loader.add_section("http", c.http);
  loader.add_section("actors", c.actors);
  loader.add_section("feed", c.feed);
  if (line.config) loader.read_file(*line.config);
  for (const auto& assignment : line.overrides) loader.override_with(assignment);
  loader.check();
  if (const auto wrong = http::cors_policy::complaint(c.http.cors_origins); !wrong.empty())
    throw config::bad_setting{wrong};
  c.http.address = numeric_address(c.http.address, "http.address");
  c.http.private_address = numeric_address(c.http.private_address, "http.private_address");
  if (c.http.private_port != 0 && c.http.private_port == c.http.port && c.http.private_address == c.http.address)
    throw config::bad_setting{"http.private_port is http.port: choose another one, or 0 for none of its own."};
  if (const auto fault = postgres::conninfo_fault(c.all.database.url)) throw config::bad_setting{*fault};
  if (const auto wrong = http::address_list::complaint(c.http.trusted_proxies); !wrong.empty())
    throw config::bad_setting{wrong};
  return c;
}

}  // namespace homigo::app
