// The command line of homigo_bench.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace homigo::bench {

struct usage_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct options {
  std::vector<std::string> works;  // empty: all
  bool json = false;
  std::uint64_t rounds = 3;
  std::uint64_t seconds = 5;         // measured time of each load
  std::uint64_t entities = 100'000;  // of memory
  std::uint64_t sockets = 20'000;    // of websocket
  std::string url;                   // of a server that runs already; empty: `server` is started
  std::string server;                // path of homigo_server
  std::vector<std::string> server_arguments;
  std::string tokens;    // token file of the stock
  std::string database;  // conninfo of the product's database
  std::string baseline;  // conninfo of the baselines' own database, which may be emptied
  std::string pgbench = "pgbench";
  std::string hello;               // path of homigo_hello
  std::string node;                // path of node, if bench/web can run here; empty: nothing is compared with it
  std::vector<std::string> grown;  // steps of feed-growth, which are compared instead of anything being measured
  std::string folder;              // bench/, for the baselines' SQL
};

/// Throws usage_error.
options parse_options(const std::vector<std::string>& words);

extern const char* const usage;

}  // namespace homigo::bench
