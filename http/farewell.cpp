#include "http/farewell.hpp"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/deadlines.hpp"
#include "http/problem.hpp"
#include "http/response_head.hpp"
#include "http/session.hpp"

namespace homigo::http {

namespace asio = boost::asio;
using boost::system::error_code;
using domain::errc;

namespace {

void cut(asio::ip::tcp::socket& socket) {
  error_code ignored;
  socket.close(ignored);
}

}  // namespace

asio::awaitable<void> linger(asio::ip::tcp::socket& socket) {
  constexpr std::chrono::seconds patience{2};
  constexpr std::size_t at_most = 1'048'576;
  error_code failed;
  socket.shutdown(asio::socket_base::shutdown_send, failed);
  std::array<char, 4096> ignored;
  std::size_t total = 0;
  deadline limit{socket.get_executor(), [&socket] { cut(socket); }};
  limit.after(patience);
  while (!failed && total < at_most)
    total += co_await socket.async_read_some(asio::buffer(ignored), asio::redirect_error(asio::use_awaitable, failed));
}

namespace {

asio::awaitable<void> say_no(asio::ip::tcp::socket socket, domain::failure why) {
  const auto answer = problem(why, "");
  head_facts facts;
  facts.keep_alive = false;
  facts.now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  std::string bytes;
  append_head(bytes, answer, facts);
  bytes += answer.body;
  error_code failed;
  deadline limit{socket.get_executor(), [&socket] { cut(socket); }};
  limit.after(std::chrono::seconds{2});
  co_await asio::async_write(socket, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, failed));
  limit.never();
  if (!failed) co_await linger(socket);
}

}  // namespace

void turn_away(asio::ip::tcp::socket socket, connection_table::verdict why) {
  const auto executor = socket.get_executor();
  domain::failure refusal{errc::overloaded, "Too many connections. Try again."};
  if (why == connection_table::verdict::address_full)
    refusal = {errc::quota_exceeded, "Too many connections from your address."};
  asio::co_spawn(executor, say_no(std::move(socket), std::move(refusal)), asio::detached);
}

}  // namespace homigo::http
