// Where the WebSocket transport ends and the operations of the API begin.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "domain/kernel/access/principal.hpp"
#include "http/routing/close_reason.hpp"

namespace homigo::http {

/// One open connection. Every member but the two about room may be called from any thread, also after the connection
/// has ended.
class ws_connection {
public:
  virtual ~ws_connection() = default;
  /// Queues one text frame. A queue beyond its limits closes the connection with too_slow.
  virtual void send(std::shared_ptr<const std::string> frame) = 0;
  /// What is queued already is sent before, and the error frame of this reason.
  virtual void close(ws_close why) = 0;
  /// The one thread that the connection lives on.
  virtual boost::asio::any_io_executor executor() = 0;

  // On that thread alone:
  /// Whether what can wait may be queued now: the other half of the queue is kept for what cannot.
  virtual bool has_room() = 0;
  /// Waits for it as long as the reader takes anything; one that takes nothing is closed with too_slow. False when the
  /// connection has ended.
  virtual boost::asio::awaitable<bool> room() = 0;
};

/// The other end of a connection inside the service. Calls come one at a time, on the connection's I/O thread, and must
/// not block; they may come from different connections' threads for different peers.
class ws_peer {
public:
  virtual ~ws_peer() = default;
  /// The caller is known now. `auth_id` is the `id` of its auth frame, empty when the token came as a header: the
  /// answer to auth is the peer's to send. No frame is read before this is done, so that nothing comes before it.
  virtual boost::asio::awaitable<void> opened(std::shared_ptr<ws_connection> connection, domain::principal who,
                                              std::string auth_id) = 0;
  /// One whole text frame, UTF-8.
  virtual void text(std::string_view frame) = 0;
  /// The last call. Comes only after opened(), and not when the I/O threads are stopped under an open connection.
  virtual void closed() = 0;
};

using peer_factory = std::function<std::unique_ptr<ws_peer>()>;

}  // namespace homigo::http
