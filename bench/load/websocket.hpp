// One WebSocket connection: texts out in order, texts in one by one.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>

#include "bench/load/server_address.hpp"

namespace homigo::load {

/// Of one thread. Everything throws boost::system::system_error when the connection breaks.
class websocket {
public:
  /// GET `target` with the token in the header Authorization.
  static boost::asio::awaitable<std::unique_ptr<websocket>> connect(boost::asio::any_io_executor executor,
                                                                    const server_address& server,
                                                                    const std::string& target,
                                                                    const std::string& token);
  ~websocket();

  /// Never waits: texts are written one after the other. A broken connection shows at receive().
  void send(std::string text);
  boost::asio::awaitable<std::string> receive();
  /// Says goodbye; receive() ends with an error then. Texts not yet written may be lost.
  boost::asio::awaitable<void> close();

private:
  struct implementation;
  explicit websocket(std::shared_ptr<implementation> made);
  /// Shared with the coroutine that writes.
  std::shared_ptr<implementation> implementation_;
};

}  // namespace homigo::load
