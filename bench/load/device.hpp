// A person's device on the product's WebSocket: asks operations, hears events, and checks that none is lost or doubled.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "bench/load/call_log.hpp"
#include "bench/load/condition.hpp"
#include "bench/load/websocket.hpp"

namespace homigo::load {

struct ws_frame;

struct pushed_event {
  std::int64_t seq = 0;
  std::string event;
  std::string data;  // JSON
};

/// Of one thread. Always held by a shared_ptr: the coroutine that reads holds another. `log` must outlive both.
class device : public std::enable_shared_from_this<device> {
public:
  using event_handler = std::function<void(const pushed_event&)>;

  device(boost::asio::any_io_executor executor, const server_address& server, std::string token, call_log& log);

  /// Connects; `heard` gets every durable event from then on. False after a failure, which is in the log.
  boost::asio::awaitable<bool> open(event_handler heard);
  /// Asks for all durable events after `last_seq` again.
  boost::asio::awaitable<bool> resume(std::int64_t last_seq);
  /// `data` of the answer to an operation. A refusal, or no answer in 30 s, is a failure in the log and gives nothing.
  boost::asio::awaitable<std::optional<std::string>> ask(std::string_view kind, std::string_view operation,
                                                         std::string data);
  boost::asio::awaitable<void> close();

  /// Of the newest event heard, or of the greeting.
  std::int64_t last_seq() const { return last_seq_; }

private:
  struct answer {
    bool ok = false;
    std::string content;  // data, or the problem
  };

  boost::asio::awaitable<void> read_on();
  void take(std::string_view text);
  void take_event(ws_frame& frame);
  boost::asio::awaitable<std::optional<answer>> await_answer(std::string id);

  boost::asio::any_io_executor executor_;
  const server_address& server_;
  const std::string token_;
  call_log& log_;
  event_handler heard_;
  std::unique_ptr<websocket> socket_;
  condition answered_;
  std::map<std::string, std::optional<answer>> questions_;
  std::uint64_t asked_ = 0;
  std::int64_t last_seq_ = 0;
  std::optional<std::int64_t> resuming_from_;  // events before the answer to resume come again after it
  bool closing_ = false;
  bool lost_ = false;
};

}  // namespace homigo::load
