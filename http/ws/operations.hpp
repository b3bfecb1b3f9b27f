// The operations that a client may send over its WebSocket, each answered under its id.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "domain/chat.hpp"
#include "domain/uuid.hpp"
#include "http/ws/client.hpp"

namespace homigo::http {

class ws_hub;

struct ws_frame {
  std::optional<std::string> id;
  std::string op;
  std::optional<domain::raw_json> data;
};
HOMIGO_DESCRIBED(ws_frame, id, op, data)
constexpr auto rules_of(const ws_frame*) {
  using domain::field;
  return domain::rules(field("id").length(1, 64), field("op").length(1, 40));
}

/// Runs in the order in which frames come, the answers in the order in which they are ready.
class operations_peer final : public ws_peer {
public:
  explicit operations_peer(ws_hub& hub) : hub_(hub) {}

  void opened(std::shared_ptr<ws_connection> connection, const domain::principal& who,
              std::string_view auth_id) override;
  void text(std::string_view frame) override;
  void closed() override;

private:
  ws_hub& hub_;
  std::shared_ptr<ws_client> client_;
};

}  // namespace homigo::http
