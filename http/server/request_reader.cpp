#include "http/server/request_reader.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

namespace homigo::http {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::size_t body_chunk = 65'536;
constexpr std::size_t kept_buffer = 16'384;  // an idle connection holds no more
constexpr std::size_t first_read = 4096;

auto into(error_code& failed) { return asio::redirect_error(asio::use_awaitable, failed); }

request_reader::body ended_by(error_code why) {
  using body = request_reader::body;
  if (why == beast_http::error::body_limit) return body::too_large;
  return unreadable(why, 0) ? body::malformed : body::broken;
}

}  // namespace

request_reader::request_reader(asio::ip::tcp::socket& socket, const settings& with)
    : socket_(socket), settings_(with), buffer_(static_cast<std::size_t>(with.header_limit_bytes) + body_chunk) {}

void request_reader::begin_with(std::string_view read) {
  buffer_.commit(asio::buffer_copy(buffer_.prepare(read.size()), asio::buffer(read)));
}

std::string request_reader::take_rest() {
  std::string rest{static_cast<const char*>(buffer_.data().data()), buffer_.size()};
  buffer_.clear();
  return rest;
}

asio::awaitable<bool> request_reader::wait() {
  in_.reset();
  if (buffer_.capacity() > kept_buffer) buffer_.shrink_to_fit();
  error_code failed;
  wait_at_most(settings_.idle_timeout_ms);
  const auto n = co_await socket_.async_read_some(buffer_.prepare(first_read), into(failed));
  limit_->never();
  buffer_.commit(n);
  co_return !failed;
}

bool request_reader::begin() {
  in_.emplace();
  in_->header_limit(static_cast<std::uint32_t>(settings_.header_limit_bytes));
  in_->body_limit(boost::none);  // each route has its own, known after the header
  unread_ = {};
  const auto used = in_->put(buffer_.data(), unread_);
  buffer_.consume(used);
  if (unread_ == beast_http::error::need_more) unread_ = {};
  return !unread_ && in_->is_header_done();
}

asio::awaitable<void> request_reader::read_header() {
  if (unread_) co_return;
  wait_at_most(settings_.header_timeout_ms);
  co_await beast_http::async_read_header(socket_, buffer_, *in_, into(unread_));
  limit_->never();
}

std::optional<request_reader::body> request_reader::body_here(std::size_t limit_bytes) {
  if (in_->content_length().value_or(0) > limit_bytes) return body::too_large;
  if (!in_->has_body()) return body::done;
  in_->body_limit(limit_bytes);
  error_code failed;
  while (!failed && !in_->is_done() && buffer_.size() > 0) {
    const auto used = in_->put(buffer_.data(), failed);
    buffer_.consume(used);
  }
  if (failed && failed != beast_http::error::need_more) return ended_by(failed);
  return in_->is_done() ? std::optional{body::done} : std::nullopt;
}

asio::awaitable<request_reader::body> request_reader::read_body() {
  error_code failed;
  wait_at_most(settings_.body_timeout_ms);
  if (in_->wants_continue) {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(socket_, asio::buffer(go_on), into(failed));
  }
  if (!failed) co_await beast_http::async_read(socket_, buffer_, *in_, into(failed));
  limit_->never();
  co_return failed ? ended_by(failed) : body::done;
}

}  // namespace homigo::http
