// One keep-alive HTTP/1.1 connection that asks and is answered.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "bench/load/server_address.hpp"

namespace homigo::load {

struct http_request {
  std::string verb;
  std::string target;
  std::string token;            // empty: nobody
  std::string body;             // JSON; empty: none
  std::string idempotency_key;  // empty: none
};

struct http_answer {
  unsigned status = 0;
  std::string body;
  std::optional<std::chrono::seconds> retry_after;
};

/// Of one thread; one exchange at a time.
class http_connection {
public:
  http_connection(boost::asio::any_io_executor executor, const server_address& server);
  ~http_connection();

  /// Connects when there is no connection. One that the server has closed in the meantime is replaced once. Throws
  /// boost::system::system_error when the server cannot be reached, breaks off or takes more than a minute.
  boost::asio::awaitable<http_answer> exchange(const http_request& request);

private:
  struct implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace homigo::load
