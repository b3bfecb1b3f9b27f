// How long a connection lives, and where.
#include "http/server/session.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "http/server/graceful_close.hpp"
#include "http/server/http_session.hpp"
#include "http/server/socket_handover.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using boost::system::error_code;

asio::awaitable<void> http_session::run() {
  try {
    deadline patience{executor_, [this] { cut(); }};
    limit_ = &patience;
    in_.limited_by(patience);
    error_code failed;
    socket_.non_blocking(true, failed);
    place_.occupy(shared_from_this());
    const auto end = co_await converse();
    patience.never();
    if (end == next::onward) go_on();
    if (end == next::close) co_await linger(socket_);
  } catch (const std::exception& e) {
    spdlog::error("session ended by: {}", e.what());
  }
}

/// The socket on the thread where the connection goes on.
asio::ip::tcp::socket http_session::socket_onward() {
  return onward_ ? handed_over(std::move(socket_), onward_->next()) : std::move(socket_);
}

void http_session::go_on() {
  auto rest = in_.take_rest();
  start_session(socket_onward(), {pipeline_, table_, nullptr}, std::move(place_), std::move(rest), once_);
}

/// Answers to requests that came together leave together.
asio::awaitable<http_session::next> http_session::converse() {
  auto after = next::keep;
  while (after == next::keep) {
    if (in_.is_empty() || out_.is_full()) {
      auto sent = out_.write_now();
      if (!sent) sent = co_await flush();
      if (!sent) co_return next::gone;
      if (onward_ && answered_) co_return next::onward;
    }
    if (in_.is_empty()) {
      if (table_->draining()) co_return next::gone;
      idle_ = true;
      const bool came = co_await in_.wait();
      idle_ = false;
      if (!came) co_return next::gone;
    }
    const auto served = serve_at_once();
    if (served)
      after = *served;
    else
      after = co_await serve();
  }
  if (after == next::gone) co_return after;
  const bool sent = co_await flush();
  co_return sent ? after : next::gone;
}

void start_session(asio::ip::tcp::socket socket, session_place where, connection_table::place place, std::string read,
                   bool once) {
  const auto executor = socket.get_executor();
  auto one = std::make_shared<http_session>(std::move(socket), std::move(where), std::move(place), once);
  one->begin_with(read);
  asio::co_spawn(
      executor, [one]() -> asio::awaitable<void> { return one->run(); }, asio::detached);
}

}  // namespace homigo::http
