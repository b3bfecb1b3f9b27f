// What all works stand on: the server under load, the stock's people, the baselines' database.
#pragma once

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "bench/load/http_load.hpp"
#include "bench/run/child_process.hpp"
#include "bench/run/options.hpp"
#include "bench/run/outcome.hpp"
#include "bench/run/people.hpp"

namespace homigo::bench {

class stage {
public:
  /// Starts the server if it is ours, and waits until it is ready.
  explicit stage(const options& wanted);
  /// Another server, somebody else's to start and to stop, with people of its own.
  stage(const options& wanted, people cast, load::server_address server);

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
  int port_ = 0;
  std::unique_ptr<child_process> server_process_;
  std::optional<load::server_address> server_;
};

std::string get_request(const load::server_address& server, std::string_view target, std::string_view token);
/// `call` is "POST /api/v1/swipe"; `headers` are further ones, each with its end of line.
void append_request(std::string& out, const load::server_address& server, std::string_view call, std::string_view token,
                    std::string_view json, std::string_view headers = {});

/// Each time any of these.
class any_request final : public load::request_source {
public:
  any_request(stage& on, std::vector<std::string> requests) : on_(on), requests_(std::move(requests)) {}
  std::string_view next(std::size_t) override { return on_.one_of(requests_); }

private:
  stage& on_;
  std::vector<std::string> requests_;
};

/// A port of this machine that nobody listens at.
int free_port();

/// Until `process` answers /readyz with 200 there: the seconds that it took. Throws std::runtime_error when it ends
/// before, or after five minutes.
double await_ready(const load::server_address& server, child_process& process);

/// One line on standard error: what is done now.
void tell(const std::string& what);
/// Milliseconds of a percentile.
double ms(const load::histogram& taken, double percent);

}  // namespace homigo::bench
