// One open WebSocket: session.cpp reads and knows its life, session_writing.cpp writes.
#pragma once

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <mutex>

#include "http/ws/gathering_socket.hpp"
#include "http/ws/outgoing_queue.hpp"
#include "http/ws/session.hpp"

namespace homigo::http {

/// A completion token: an error goes to `failed` instead of being thrown.
inline auto into(boost::system::error_code& failed) {
  return boost::asio::redirect_error(boost::asio::use_awaitable, failed);
}

/// Reads in one coroutine; writes and closes in handlers. Both run on the stream's executor, which is one thread; only
/// the queue is shared with others, under `mutex_`.
class ws_session final : public ws_connection, public connection, public std::enable_shared_from_this<ws_session> {
public:
  ws_session(boost::asio::ip::tcp::socket socket, request_pipeline& pipeline, connection_table::place place,
             ws_start start);

  boost::asio::awaitable<void> run(beast_request upgrade);

  void send(std::shared_ptr<const std::string> frame) override;
  void close(ws_close why) override;
  boost::asio::any_io_executor executor() override { return stream_.get_executor(); }
  bool has_room() override;
  boost::asio::awaitable<bool> room() override;

  void drain() override { close(ws_close::draining); }
  void abort() override;

private:
  using steady = std::chrono::steady_clock;

  void configure();
  boost::asio::awaitable<bool> identify();
  boost::asio::awaitable<bool> identify_by_frame(std::string& auth_id);
  boost::asio::awaitable<ws_close> fault_of(std::string token, domain::failure why);
  boost::asio::awaitable<void> read_frames();
  boost::asio::awaitable<bool> read_frame();
  std::string_view frame() const;
  void count_control_frame(boost::beast::websocket::frame_type kind);
  void finish();

  void after(std::int32_t ms, void (ws_session::*then)());
  void write_next();
  void write_close(ws_close why);
  void give_up_on_auth() { close(ws_close::auth_timeout); }
  void cut() { stream_.next_layer().close(); }

  request_pipeline& pipeline_;
  const settings& settings_;
  boost::beast::websocket::stream<gathering_socket> stream_;
  boost::asio::steady_timer timer_;  // the time for auth, later the time for closing
  boost::asio::steady_timer room_;   // ends early when there is room
  connection_table::place place_;
  ws_start start_;
  boost::beast::flat_buffer incoming_;
  bool opened_ = false;
  std::int32_t control_frames_ = 0;
  steady::time_point control_since_{};
  outgoing_queue::frame writing_;
  std::uint64_t written_ = 0;

  std::mutex mutex_;
  outgoing_queue queue_;
  bool busy_ = false;  // write_next() is running or posted
  std::optional<ws_close> closing_;
};

}  // namespace homigo::http
