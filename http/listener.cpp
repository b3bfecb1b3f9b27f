#include "http/listener.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

listener::listener(io_threads& threads, request_pipeline& pipeline)
    : threads_(threads),
      pipeline_(pipeline),
      home_(threads.next()),
      acceptor_(home_),
      deadline_(home_),
      connections_(std::make_shared<connection_table>(
          static_cast<std::size_t>(pipeline.services().settings.max_connections),
          static_cast<std::size_t>(pipeline.services().settings.max_connections_per_address))) {}

void listener::start() {
  const auto& settings = pipeline_.services().settings;
  const tcp::endpoint where{asio::ip::make_address(settings.address), static_cast<unsigned short>(settings.port)};
  acceptor_.open(where.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address(true));
  acceptor_.bind(where);
  acceptor_.listen(asio::socket_base::max_listen_connections);
  port_ = acceptor_.local_endpoint().port();
  asio::co_spawn(home_, accept_loop(), asio::detached);
}

asio::awaitable<void> listener::accept_loop() {
  constexpr std::chrono::milliseconds pause_without_descriptors{100};
  asio::steady_timer pause{home_};
  while (acceptor_.is_open()) {
    error_code failed;
    auto socket = co_await acceptor_.async_accept(threads_.next(), asio::redirect_error(asio::use_awaitable, failed));
    if (!acceptor_.is_open()) break;
    if (!failed) {
      welcome(std::move(socket));
      continue;
    }
    // Out of descriptors, or the client was gone before we came: the listener itself is sound.
    spdlog::warn("accept failed: {}", failed.message());
    pause.expires_after(pause_without_descriptors);
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
  }
}

void listener::welcome(tcp::socket socket) {
  error_code failed;
  const auto remote = socket.remote_endpoint(failed);
  if (failed) return;
  socket.set_option(tcp::no_delay(true), failed);
  auto entered = connections_->enter(remote.address().to_string());
  if (entered.outcome == connection_table::verdict::admitted)
    start_session(std::move(socket), pipeline_, std::move(entered.taken), connections_);
  else
    turn_away(std::move(socket), entered.outcome);
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
