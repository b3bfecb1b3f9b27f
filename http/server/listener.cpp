#include "http/server/listener.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/pipeline/client_address.hpp"
#include "http/server/session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

listener::listener(io_threads& threads, request_pipeline& pipeline, listening_place where)
    : threads_(threads),
      pipeline_(pipeline),
      where_(std::move(where)),
      home_(threads.door()),
      acceptor_(home_),
      deadline_(home_),
      connections_(std::make_shared<connection_table>(
          static_cast<std::size_t>(pipeline.services().settings.max_connections),
          static_cast<std::size_t>(pipeline.services().settings.max_connections_per_address))) {}

void listener::start() {
  const tcp::endpoint where{asio::ip::make_address(where_.address), static_cast<unsigned short>(where_.port)};
  acceptor_.open(where.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  acceptor_.bind(where);
  acceptor_.listen(asio::socket_base::max_listen_connections);
  acceptor_.non_blocking(true);
  port_ = acceptor_.local_endpoint().port();
  asio::co_spawn(home_, accept_loop(), asio::detached);
}

asio::awaitable<void> listener::accept_loop() {
  constexpr std::chrono::milliseconds pause_without_descriptors{100};
  asio::steady_timer pause{home_};
  while (acceptor_.is_open()) {
    error_code failed;
    auto socket = co_await acceptor_.async_accept(home_, asio::redirect_error(asio::use_awaitable, failed));
    if (!acceptor_.is_open()) break;
    if (!failed) {
      welcome(std::move(socket));
      accept_waiting();
      continue;
    }
    // Out of descriptors, or the client was gone before we came: the listener itself is sound.
    spdlog::warn("accept failed: {}", failed.message());
    pause.expires_after(pause_without_descriptors);
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
  }
}

/// Who else stands at the door already, but not for ever: others here want their answers.
void listener::accept_waiting() {
  constexpr int at_once = 32;
  error_code failed;
  for (int i = 0; i < at_once; ++i) {
    tcp::socket socket{home_};
    acceptor_.accept(socket, failed);
    if (failed) return;
    welcome(std::move(socket));
  }
}

void listener::welcome(tcp::socket socket) {
  error_code failed;
  const auto remote = socket.remote_endpoint(failed);
  if (failed) return;
  socket.set_option(tcp::no_delay(true), failed);
  const auto address = address_text(remote.address());
  auto entered = connections_->enter(address, pipeline_.addresses().is_proxy(address));
  session_place where{pipeline_, connections_, &threads_};
  if (entered.outcome == connection_table::verdict::admitted)
    start_session(std::move(socket), where, std::move(entered.taken));
  else
    turn_away(std::move(socket), where, address, entered.outcome);
}

void listener::drain(std::chrono::milliseconds deadline, std::function<void()> done) {
  asio::post(home_, [this, deadline, done = std::move(done)] {
    error_code ignored;
    acceptor_.close(ignored);
    deadline_.expires_after(deadline);
    deadline_.async_wait([table = connections_](error_code cancelled) {
      if (!cancelled) table->give_up();
    });
    connections_->drain(done);
  });
}

}  // namespace homigo::http
