#include "bench/load/http_connection.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <charconv>

namespace homigo::load {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;

namespace {

constexpr std::chrono::seconds exchange_patience{60};

http::request<http::string_body> message_of(const http_request& wanted, const std::string& host) {
  http::request<http::string_body> message{http::string_to_verb(wanted.verb), wanted.target, 11};
  message.set(http::field::host, host);
  message.set(http::field::user_agent, "homigo-load");
  if (!wanted.token.empty()) message.set(http::field::authorization, "Bearer " + wanted.token);
  if (!wanted.idempotency_key.empty()) message.set("Idempotency-Key", wanted.idempotency_key);
  if (!wanted.body.empty()) message.set(http::field::content_type, "application/json");
  message.body() = wanted.body;
  message.prepare_payload();
  return message;
}

std::optional<std::chrono::seconds> retry_after(const http::response<http::string_body>& message) {
  const auto text = message[http::field::retry_after];
  int seconds = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || read.ec != std::errc{}) return std::nullopt;
  return std::chrono::seconds{seconds};
}

}  // namespace

struct http_connection::implementation {
  implementation(asio::any_io_executor executor, const server_address& to) : server(to), stream(std::move(executor)) {}

  awaitable<void> connect() {
    stream.expires_after(exchange_patience);
    buffer.clear();
    co_await stream.async_connect(server.endpoint, asio::use_awaitable);
    stream.socket().set_option(asio::ip::tcp::no_delay{true});
    open = true;
  }

  awaitable<http::response<http::string_body>> send(const http::request<http::string_body>& message) {
    open = false;  // whatever is thrown from here on leaves a connection that is of no use
    stream.expires_after(exchange_patience);
    co_await http::async_write(stream, message, asio::use_awaitable);
    http::response_parser<http::string_body> parser;
    parser.body_limit(64 * 1024 * 1024);
    co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
    stream.expires_never();
    open = parser.keep_alive();
    if (!open) stream.close();
    co_return parser.release();
  }

  const server_address server;
  beast::tcp_stream stream;
  beast::flat_buffer buffer;
  bool open = false;
};

http_connection::http_connection(asio::any_io_executor executor, const server_address& server)
    : implementation_(std::make_unique<implementation>(std::move(executor), server)) {}

http_connection::~http_connection() = default;

awaitable<http_answer> http_connection::exchange(const http_request& request) {
  auto& my = *implementation_;
  const auto message = message_of(request, my.server.host);
  std::optional<http::response<http::string_body>> response;
  if (my.open) {
    try {
      response = co_await my.send(message);
    } catch (const boost::system::system_error& e) {
      if (e.code() == beast::error::timeout) throw;
    }
  }
  if (!response) {
    my.stream.close();
    co_await my.connect();
    response = co_await my.send(message);
  }
  http_answer answer;
  answer.status = response->result_int();
  answer.retry_after = retry_after(*response);
  answer.body = std::move(response->body());
  co_return answer;
}

}  // namespace homigo::load
