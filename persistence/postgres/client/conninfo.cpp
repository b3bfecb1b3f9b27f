#include "persistence/postgres/client/conninfo.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "persistence/postgres/client/one_line.hpp"

namespace homigo::postgres {
namespace {

using keywords = std::map<std::string, std::string>;

constexpr auto unreadable =
    "database.url is neither a connection string such as \"host=/run/postgresql dbname=homigo\" nor a URI such as "
    "postgresql://user@host:5432/homigo.";

bool is_uri(std::string_view text) { return text.starts_with("postgres://") || text.starts_with("postgresql://"); }

/// Nothing when libpq cannot read it; its complaint may quote the password and is not passed on.
std::optional<keywords> parsed(const std::string& text) {
  char* complaint = nullptr;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> all{PQconninfoParse(text.c_str(), &complaint),
                                                                           PQconninfoFree};
  PQfreemem(complaint);
  if (!all) return std::nullopt;
  keywords found;
  for (const auto* option = all.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) found[option->keyword] = option->val;
  const auto name = found.find("dbname");
  if (name == found.end() || !(is_uri(name->second) || name->second.find('=') != std::string::npos)) return found;
  // As in psql, a database's name may be a connection string of its own.
  auto inner = parsed(name->second);
  if (!inner) return std::nullopt;
  found.erase(name);
  inner->merge(found);
  return inner;
}

/// Several, separated by commas, where the URI names several hosts.
bool are_ports(std::string_view text) {
  while (!text.empty()) {
    const auto one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    int number = 0;
    const auto read = std::from_chars(one.data(), one.data() + one.size(), number);
    if (one.empty()) continue;
    if (read.ec != std::errc{} || read.ptr != one.data() + one.size() || number < 1 || number > 65'535) return false;
  }
  return true;
}

std::string conninfo_value(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string value_or(const keywords& all, const char* key, const char* otherwise) {
  const auto found = all.find(key);
  return found == all.end() || found->second.empty() ? otherwise : found->second;
}

/// A dead peer is noticed after 5 s of silence and three unanswered probes, or 10 s of unacknowledged data.
constexpr std::array<std::pair<const char*, const char*>, 6> time_outs{{{"connect_timeout", "2"},
                                                                        {"keepalives", "1"},
                                                                        {"keepalives_idle", "5"},
                                                                        {"keepalives_interval", "2"},
                                                                        {"keepalives_count", "3"},
                                                                        {"tcp_user_timeout", "10000"}}};

/// libpq's words, by a part of them, and what they mean to an operator.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> causes{{
    {"password authentication failed", "it refuses the user name or the password"},
    {"no password supplied", "it asks for a password, and database.url has none"},
    {"authentication failed", "it refuses this user"},
    {"pg_hba.conf", "its rules (pg_hba.conf) do not let this user in"},
    {"role \"", "it does not know this user"},
    {"database \"", "it has no database of this name"},
    {"too many", "all its connections are taken"},
    {"remaining connection slots", "all its connections are taken"},
    {"starting up", "it is starting up"},
    {"recovery", "it recovers from a crash"},
    {"shutting down", "it is shutting down"},
    {"timeout expired", "it does not answer in time"},
    {"could not translate host name", "there is no host of this name"},
    {"SSL", "it does not agree on encryption (sslmode)"},
    {"Permission denied", "its socket is closed to this user"},
    {"onnection refused", "nothing listens there"},
}};

std::string cause_of(const std::string& said) {
  for (const auto& [part, meaning] : causes)
    if (said.find(part) != std::string::npos) return std::string{meaning};
  if (said.find("No such file or directory") != std::string::npos) return "nothing listens there";
  return one_line(said);
}

}  // namespace

std::optional<std::string> conninfo_fault(const std::string& conninfo) {
  const auto scheme = conninfo.find("://");
  if (scheme != std::string::npos && conninfo.find('=') > scheme && !is_uri(conninfo))
    return "database.url must begin with postgresql:// or be a connection string.";
  const auto all = parsed(conninfo);
  if (!all) return unreadable;
  if (!are_ports(value_or(*all, "port", ""))) return "database.url names a port that is no number from 1 to 65535.";
  return std::nullopt;
}

std::string complete_conninfo(const std::string& conninfo, const std::string& application_name) {
  auto all = parsed(conninfo);
  if (!all) throw std::invalid_argument{unreadable};
  for (const auto& [key, value] : time_outs) all->emplace(key, value);
  (*all)["application_name"] = application_name;
  std::string out;
  for (const auto& [key, value] : *all)
    out.append(out.empty() ? "" : " ").append(key).append("=").append(conninfo_value(value));
  return out;
}

std::string connection_fault(const std::string& conninfo, const std::string& said) {
  const auto all = parsed(conninfo).value_or(keywords{});
  auto place = value_or(all, "host", value_or(all, "hostaddr", "this machine's socket").c_str());
  if (const auto port = value_or(all, "port", ""); !port.empty()) place += " port " + port;
  return "the database " + value_or(all, "dbname", value_or(all, "user", "of this user").c_str()) + " at " + place +
         " cannot be reached: " + cause_of(said);
}

}  // namespace homigo::postgres
