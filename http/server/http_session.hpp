// One HTTP connection and the request on it that is being served: what http/server/session.cpp starts.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "http/pipeline/connection_table.hpp"
#include "http/server/answer_writer.hpp"
#include "http/server/request_reader.hpp"
#include "http/server/session.hpp"

namespace homigo::http {

// Requests whose header is here whole and whose answer is in memory are served by plain functions; a coroutine is
// entered only where something has to be waited for. In coroutines, what is passed to an awaited call has a name: g++
// 12 destroys some temporaries there twice.
class http_session : public connection, public std::enable_shared_from_this<http_session> {
public:
  http_session(boost::asio::ip::tcp::socket socket, session_place where, connection_table::place place, bool once)
      : socket_(std::move(socket)),
        executor_(socket_.get_executor()),
        pipeline_(where.pipeline),
        settings_(pipeline_.services().settings),
        place_(std::move(place)),
        table_(std::move(where.table)),
        onward_(where.onward),
        once_(once),
        in_(socket_, settings_),
        out_(socket_) {}

  void begin_with(std::string_view read) { in_.begin_with(read); }

  boost::asio::awaitable<void> run();

  void drain() override {
    boost::asio::post(executor_, [self = shared_from_this()] {
      if (self->idle_) self->cut();
    });
  }
  void abort() override {
    boost::asio::post(executor_, [self = shared_from_this()] { self->cut(); });
  }

private:
  /// What becomes of the connection: another request, another thread, a farewell, or nothing more that a session could
  /// do.
  enum class next : std::uint8_t { keep, onward, close, gone };

  void cut() {
    boost::system::error_code ignored;
    if (!upgraded_) socket_.close(ignored);
  }

  // The connection, in http/server/session.cpp:
  boost::asio::ip::tcp::socket socket_onward();
  void go_on();
  boost::asio::awaitable<next> converse();
  boost::asio::awaitable<bool> flush() {
    return out_.flush(*limit_, std::chrono::milliseconds{settings_.write_timeout_ms});
  }
  // One request, in http/server/session_exchange.cpp:
  std::optional<next> serve_at_once();
  boost::asio::awaitable<next> serve();
  void accept_header();
  boost::asio::awaitable<next> answer();
  boost::asio::awaitable<next> refuse();
  next refuse_unreadable();
  next conclude(response r);
  std::optional<domain::failure> upgrade();
  void record(const response& r) const;

  boost::asio::ip::tcp::socket socket_;
  boost::asio::any_io_executor executor_;
  request_pipeline& pipeline_;
  const settings& settings_;
  connection_table::place place_;
  std::shared_ptr<const connection_table> table_;
  io_threads* onward_;
  const bool once_;
  request_reader in_;
  answer_writer out_;
  deadline* limit_ = nullptr;  // lives in run()
  // Of the request that is being served:
  std::optional<admission> admission_;
  std::string request_id_;
  std::chrono::steady_clock::time_point started_{};
  bool keep_ = true;
  bool is_head_ = false;
  bool idle_ = false;
  bool answered_ = false;
  bool upgraded_ = false;  // the socket is the WebSocket's
};

}  // namespace homigo::http
