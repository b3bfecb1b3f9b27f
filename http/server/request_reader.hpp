// Requests as they come in on one connection: from what is in the buffer already, else by waiting for more.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "http/message/request_head.hpp"
#include "http/pipeline/settings.hpp"
#include "http/server/deadlines.hpp"

namespace homigo::http {

/// On the socket's thread; one request after the other. Waiting ends with an error when `limit` cuts the socket.
class request_reader {
public:
  enum class body : std::uint8_t { done, too_large, malformed, broken };

  request_reader(boost::asio::ip::tcp::socket& socket, const settings& with);
  /// Before anything is waited for. `limit` outlives the waiting.
  void limited_by(deadline& limit) { limit_ = &limit; }

  /// Bytes that have been read already, before any others.
  void begin_with(std::string_view read);
  /// What has been read and not been used.
  std::string take_rest();

  bool is_empty() const { return buffer_.size() == 0; }
  /// For the first bytes of a request. False when none came. Frees memory that an idle connection does not need.
  boost::asio::awaitable<bool> wait();

  /// Starts a request and reads of its header what is here. True when that is all of it.
  [[nodiscard]] bool begin();
  /// The rest of the header; unread() tells whether that worked.
  boost::asio::awaitable<void> read_header();
  boost::system::error_code unread() const { return unread_; }
  request_parser& current() { return *in_; }

  /// The body, if it is here; nothing when more has to come.
  std::optional<body> body_here(std::size_t limit_bytes);
  /// The rest of it, at most as long as body_here() was told.
  boost::asio::awaitable<body> read_body();

private:
  void wait_at_most(std::int32_t ms) { limit_->after(std::chrono::milliseconds{ms}); }

  boost::asio::ip::tcp::socket& socket_;
  const settings& settings_;
  deadline* limit_ = nullptr;
  boost::beast::flat_buffer buffer_;
  std::optional<request_parser> in_;
  boost::system::error_code unread_;
};

}  // namespace homigo::http
