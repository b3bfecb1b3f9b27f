// The operations that a client may send over its WebSocket, each answered under its id.
#pragma once

#include <memory>
#include <string>

#include "modules/notifications/stream/client.hpp"

namespace homigo::http {

class ws_hub;

/// Runs in the order in which frames come, the answers in the order in which they are ready.
class operations_peer final : public ws_peer {
public:
  explicit operations_peer(ws_hub& hub) : hub_(hub) {}

  boost::asio::awaitable<void> opened(std::shared_ptr<ws_connection> connection, domain::principal who,
                                      std::string auth_id) override;
  void text(std::string_view frame) override;
  void closed() override;

private:
  ws_hub& hub_;
  std::shared_ptr<ws_client> client_;
};

}  // namespace homigo::http
