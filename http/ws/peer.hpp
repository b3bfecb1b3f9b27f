// Where the WebSocket transport ends and the operations of the API begin.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "domain/principal.hpp"

namespace homigo::http {

/// The close codes of the API.
enum class ws_close : std::uint16_t {
  normal = 1000,
  unsupported_data = 1003,  // a binary frame
  bad_payload = 1007,       // a text frame that is not UTF-8
  policy = 1008,            // bad token, or none in time; revoked session
  too_large = 1009,
  internal = 1011,
  draining = 1012,   // reconnect
  too_slow = 1013,   // the reader cannot keep up: reconnect and resume
};

/// One open connection. Every member may be called from any thread, also after the connection has ended.
class ws_connection {
 public:
  virtual ~ws_connection() = default;
  /// Queues one text frame. A queue beyond its limits closes the connection with too_slow.
  virtual void send(std::shared_ptr<const std::string> frame) = 0;
  /// What is queued already is sent before.
  virtual void close(ws_close why) = 0;
};

/// The other end of a connection inside the service. Calls come one at a time, on the connection's I/O thread, and must not
/// block; they may come from different connections' threads for different peers.
class ws_peer {
 public:
  virtual ~ws_peer() = default;
  /// The caller is known now. `auth_id` is the `id` of its auth frame, empty when the token came as a header: the answer
  /// to auth is the peer's to send.
  virtual void opened(std::shared_ptr<ws_connection> connection, const domain::principal& who, std::string_view auth_id) = 0;
  /// One whole text frame, UTF-8.
  virtual void text(std::string_view frame) = 0;
  /// The last call. Comes only after opened().
  virtual void closed() = 0;
};

using peer_factory = std::function<std::unique_ptr<ws_peer>()>;

}  // namespace homigo::http
