// homigo_hello: the least that Beast can do, one thread answering a fixed text over keep-alive; what http is compared
// with.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <cstdlib>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;

awaitable<void> converse(beast::tcp_stream stream) {
  beast::flat_buffer buffer;
  http::response<http::string_body> answer{http::status::ok, 11};
  answer.set(http::field::content_type, "application/json");
  answer.body() = R"({"hello":"world"})";
  answer.prepare_payload();
  try {
    for (;;) {
      http::request<http::empty_body> request;
      co_await http::async_read(stream, buffer, request, asio::use_awaitable);
      co_await http::async_write(stream, answer, asio::use_awaitable);
    }
  } catch (const boost::system::system_error&) {
    // The client is gone.
  }
}

awaitable<void> listen(asio::ip::tcp::acceptor& acceptor) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(asio::ip::tcp::no_delay{true});
    auto talk = converse(beast::tcp_stream{std::move(socket)});
    asio::co_spawn(acceptor.get_executor(), std::move(talk), asio::detached);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  asio::io_context io{1};
  const auto port = static_cast<unsigned short>(std::atoi(words[1]));
  asio::ip::tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), port}};
  asio::co_spawn(io, listen(acceptor), asio::detached);
  io.run();
}
