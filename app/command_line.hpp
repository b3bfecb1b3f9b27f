// The server's command line: one verb, its flags and its files.
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
  std::string verb;                         // serve, migrate, import, generate, admin, probe
  std::optional<std::string> config;        // --config FILE
  std::vector<std::string> overrides;       // --set section.key=value, in order
  std::optional<std::string> email;         // --email, of admin
  std::optional<std::string> role;          // --role, of admin
  std::optional<int> port;                  // --port, of probe
  bool place_by_city = false;               // of import
  std::optional<std::size_t> listings;      // --listings, of generate
  std::optional<std::size_t> requirements;  // --requirements, of generate
  std::optional<std::uint64_t> seed;        // --seed, of generate
  std::optional<std::string> tokens;        // --tokens FILE, of generate
  std::vector<std::string> words;           // files; the second word of `admin create`
};

/// Throws usage_error.
command_line parse_command_line(const std::vector<std::string>& arguments);

extern const char* const usage;

}  // namespace homigo::app
