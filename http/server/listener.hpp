// Accepts connections, hands each to a session, and lets the node leave in order.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "http/pipeline/connection_table.hpp"
#include "http/pipeline/request_pipeline.hpp"
#include "http/server/io_threads.hpp"

namespace homigo::http {

struct listening_place {
  std::string address;  // numeric
  std::int32_t port = 0;
};

class listener {
public:
  /// See http/server/io_threads.hpp for the order of destruction.
  listener(io_threads& threads, request_pipeline& pipeline, listening_place where);

  /// Binds and listens; throws boost::system::system_error where it cannot. Port 0 takes a free one.
  void start();
  unsigned short port() const { return port_; }
  const listening_place& where() const { return where_; }
  std::size_t connections() const { return connections_->size(); }

  /// Stops accepting, answers what is in flight with `Connection: close`, closes WebSockets with 1012, and what is left
  /// after `deadline` by force. `done` is called once, on any thread, when nobody is connected any more or the deadline
  /// has passed. Call it on any thread, once.
  void drain(std::chrono::milliseconds deadline, std::function<void()> done);

private:
  boost::asio::awaitable<void> accept_loop();
  void accept_waiting();
  void welcome(boost::asio::ip::tcp::socket socket);

  io_threads& threads_;
  request_pipeline& pipeline_;
  const listening_place where_;
  boost::asio::io_context& home_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer deadline_;
  std::shared_ptr<connection_table> connections_;
  unsigned short port_ = 0;
};

}  // namespace homigo::http
