// The server's command line: one verb, its options and its files.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace homigo::app {

/// Told to the user as it is.
struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct command_line {
  std::string verb;                         // serve, check, config, migrate, import, generate, admin, --help, --version
  std::string command;                      // of config and admin
  std::string help;                         // what --help was asked for
  std::optional<std::string> config;        // --config FILE
  std::vector<std::string> overrides;       // --set section.key=value, in order
  std::optional<std::string> email;         // --email, of admin
  std::optional<std::string> role;          // --role, of admin
  std::vector<std::string> files;           // of import
  bool place_by_city = false;               // of import
  std::vector<std::string> renamed;         // --map THEIRS=OURS, of import
  bool dry_run = false;                     // of import
  bool verbose = false;                     // of import
  std::optional<std::string> report;        // --report FILE, of import
  std::optional<std::size_t> listings;      // --listings, of generate
  std::optional<std::size_t> requirements;  // --requirements, of generate
  std::optional<std::uint64_t> seed;        // --seed, of generate
  std::optional<std::string> tokens;        // --tokens FILE, of generate
};

/// Throws usage_error with one sentence, which names the nearest known word for one that is unknown.
command_line parse_command_line(const std::vector<std::string>& arguments);

}  // namespace homigo::app
