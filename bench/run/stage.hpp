// What all works stand on: the server under load, the stock's people, the baselines' database.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "bench/load/http_load.hpp"
#include "bench/load/server_address.hpp"
#include "bench/run/child_process.hpp"
#include "bench/run/options.hpp"
#include "bench/run/outcome.hpp"
#include "bench/run/people.hpp"

namespace homigo::bench {

class stage {
public:
  /// Starts the server if it is ours, and waits until it is ready.
  explicit stage(const options& wanted);

  const options& wanted;
  const people cast;
  /// Other pairs in each run: what was decided before would cost nothing.
  std::mt19937_64 dice{std::random_device{}()};

  const load::server_address& server() const { return *server_; }
  /// Stops and starts the server of ours, with `settings` ("name=value") besides; the seconds from its start to /readyz
  /// 200. Throws std::runtime_error with --url.
  double restart(const std::vector<std::string>& settings = {});
  bool owns_server() const { return server_process_ != nullptr; }
  std::size_t server_bytes() const { return resident_bytes(server_process_->pid()); }

  template <class Items>
  const auto& one_of(const Items& items) {
    return items[dice() % items.size()];
  }

private:
  double await_ready();

  int port_ = 0;
  std::unique_ptr<child_process> server_process_;
  std::optional<load::server_address> server_;
};

/// A request with an empty body, or with JSON.
std::string get_request(const load::server_address& server, std::string_view target, std::string_view token);
void append_post(std::string& out, const load::server_address& server, std::string_view target, std::string_view token,
                 std::string_view json);

/// A port of this machine that nobody listens at.
int free_port();

/// Until something listens there; throws std::runtime_error after 10 s.
void await_server(const load::server_address& server);

/// One line on standard error: what is done now.
void tell(const std::string& what);
/// Milliseconds of a percentile.
double ms(const load::histogram& taken, double percent);

}  // namespace homigo::bench
