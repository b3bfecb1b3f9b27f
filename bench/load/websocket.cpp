#include "bench/load/websocket.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>

namespace homigo::load {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;

struct websocket::implementation : std::enable_shared_from_this<implementation> {
  explicit implementation(asio::any_io_executor executor) : stream(std::move(executor)) {}

  awaitable<void> connect(const server_address& server, const std::string& target, const std::string& token) {
    auto& tcp = beast::get_lowest_layer(stream);
    tcp.expires_after(std::chrono::seconds{60});
    co_await tcp.async_connect(server.endpoint, asio::use_awaitable);
    tcp.socket().set_option(asio::ip::tcp::no_delay{true});
    tcp.expires_never();
    stream.set_option(beast::websocket::stream_base::timeout::suggested(beast::role_type::client));
    stream.set_option(beast::websocket::stream_base::decorator([token](beast::websocket::request_type& head) {
      head.set(beast::http::field::authorization, "Bearer " + token);
    }));
    co_await stream.async_handshake(server.host, target, asio::use_awaitable);
  }

  awaitable<void> write_on() {
    boost::system::error_code broken;
    while (!outgoing.empty() && !broken) {
      co_await stream.async_write(asio::buffer(outgoing.front()), asio::redirect_error(asio::use_awaitable, broken));
      outgoing.pop_front();
    }
    outgoing.clear();
    writing = false;
  }

  beast::websocket::stream<beast::tcp_stream> stream;
  beast::flat_buffer incoming;
  std::deque<std::string> outgoing;
  bool writing = false;
};

websocket::websocket(std::shared_ptr<implementation> made) : implementation_(std::move(made)) {}

websocket::~websocket() = default;

awaitable<std::unique_ptr<websocket>> websocket::connect(asio::any_io_executor executor, const server_address& server,
                                                         const std::string& target, const std::string& token) {
  auto made = std::make_shared<implementation>(std::move(executor));
  co_await made->connect(server, target, token);
  co_return std::unique_ptr<websocket>{new websocket{std::move(made)}};
}

void websocket::send(std::string text) {
  auto& my = *implementation_;
  my.outgoing.push_back(std::move(text));
  if (my.writing) return;
  my.writing = true;
  asio::co_spawn(
      my.stream.get_executor(), [kept = implementation_] { return kept->write_on(); }, asio::detached);
}

awaitable<std::string> websocket::receive() {
  const auto kept = implementation_;
  kept->incoming.clear();
  co_await kept->stream.async_read(kept->incoming, asio::use_awaitable);
  co_return beast::buffers_to_string(kept->incoming.data());
}

awaitable<void> websocket::close() {
  const auto kept = implementation_;
  boost::system::error_code gone;
  co_await kept->stream.async_close(beast::websocket::close_code::normal,
                                    asio::redirect_error(asio::use_awaitable, gone));
}

}  // namespace homigo::load
