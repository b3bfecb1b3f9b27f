// HTTP calls of many people over a bounded pool of keep-alive connections, timed and counted.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/load/call_log.hpp"
#include "bench/load/condition.hpp"
#include "bench/load/http_connection.hpp"

namespace homigo::load {

/// Of one thread. `log` must outlive it.
class http_client {
public:
  http_client(boost::asio::any_io_executor executor, const server_address& server, std::size_t connections,
              call_log& log);

  /// The body of a 2xx answer. 429 and 503 are put off as long as the server asks, five times; everything else, broken
  /// connections included, is a failure in the log and gives nothing. The time of an answer is logged under `kind`;
  /// waiting for a free connection is no part of it.
  boost::asio::awaitable<std::optional<std::string>> call(std::string_view kind, http_request request);

private:
  boost::asio::awaitable<std::unique_ptr<http_connection>> acquire();
  void release(std::unique_ptr<http_connection> connection);
  boost::asio::awaitable<std::optional<http_answer>> attempt(std::string_view kind, const http_request& request);

  boost::asio::any_io_executor executor_;
  std::vector<std::unique_ptr<http_connection>> idle_;
  condition freed_;
  call_log& log_;
};

}  // namespace homigo::load
