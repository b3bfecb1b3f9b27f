#include "http/server/graceful_close.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "http/message/problem.hpp"
#include "http/message/target.hpp"
#include "http/server/deadlines.hpp"
#include "http/server/response_head.hpp"
#include "http/server/session.hpp"

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

asio::awaitable<void> say_no(asio::ip::tcp::socket socket, domain::failure why, std::string request_id) {
  const auto answer = problem(why, request_id);
  head_facts facts;
  facts.keep_alive = false;
  facts.request_id = request_id;
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

/// Whether the first bytes of a request ask an address that must be answered whatever the load.
bool asks_for_probe(std::string_view first, const router& routes) {
  const auto begin = std::min(first.find(' '), first.size());
  const auto path = first.substr(std::min(begin + 1, first.size()));
  const auto end = path.find_first_of(" ?");
  if (end == path.npos) return false;
  const auto where = parse_target(path.substr(0, end));
  if (!where) return false;
  const auto match = routes.find(method::get, where->segments);
  return match.found && match.found->load == load_class::probe;
}

/// Looks at what a client asks for that has no place here. False when it asks for nothing that it may have.
asio::awaitable<bool> wants_probe(asio::ip::tcp::socket& socket, const router& routes) {
  constexpr std::chrono::milliseconds patience{500};
  std::array<char, 256> first;
  error_code failed;
  deadline limit{socket.get_executor(), [&socket] {
                   error_code ignored;
                   socket.cancel(ignored);
                 }};
  limit.after(patience);
  const auto n = co_await socket.async_receive(asio::buffer(first), asio::socket_base::message_peek,
                                               asio::redirect_error(asio::use_awaitable, failed));
  co_return !failed && asks_for_probe({first.data(), n}, routes);
}

asio::awaitable<void> answer_probe_only(asio::ip::tcp::socket socket, session_place where, std::string address,
                                        domain::failure refusal) {
  const bool probes = co_await wants_probe(socket, where.pipeline.services().routes);
  if (!probes) {
    auto told = say_no(std::move(socket), std::move(refusal), where.pipeline.request_id(nullptr));
    co_await std::move(told);
    co_return;
  }
  connection_table::place none{nullptr, 0, std::move(address)};
  start_session(std::move(socket), where, std::move(none), {}, true);
}

}  // namespace

void turn_away(asio::ip::tcp::socket socket, session_place where, std::string address, connection_table::verdict why) {
  const auto executor = socket.get_executor();
  domain::failure refusal{errc::overloaded, "Too many connections. Please try again."};
  if (why == connection_table::verdict::address_full)
    refusal = {errc::quota_exceeded, "Too many connections from your address.", {}, std::chrono::seconds{1}};
  asio::co_spawn(executor,
                 answer_probe_only(std::move(socket), std::move(where), std::move(address), std::move(refusal)),
                 asio::detached);
}

}  // namespace homigo::http
