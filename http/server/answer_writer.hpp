// Answers on their way out of one connection: collected while further requests wait, written with as few calls as
// possible.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <string>

#include "http/server/deadlines.hpp"
#include "http/server/response_head.hpp"

namespace homigo::http {

/// On the socket's thread. The socket must not block.
class answer_writer {
public:
  explicit answer_writer(boost::asio::ip::tcp::socket& socket) : socket_(socket) {}

  /// @pre not is_full()
  void add(response answer, const head_facts& facts, bool without_body);
  bool is_empty() const { return bytes_.empty(); }
  /// True when what has been added must be written before more is.
  bool is_full() const;

  /// Writes what the socket takes at once. False when that is not all.
  [[nodiscard]] bool write_now();
  /// Writes the rest, unless `limit` cuts the socket after `patience`. False when the connection is gone.
  boost::asio::awaitable<bool> flush(deadline& limit, std::chrono::milliseconds patience);

private:
  std::array<boost::asio::const_buffer, 2> left() const;
  void forget();

  boost::asio::ip::tcp::socket& socket_;
  std::string bytes_;      // heads, and bodies that are cheaper copied than written by themselves
  std::string long_body_;  // of the last answer
  std::size_t written_ = 0;
};

}  // namespace homigo::http
