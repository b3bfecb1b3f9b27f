// The operations that a client may send over its WebSocket, each answered under its id.
#pragma once

#include <memory>

#include "http/routing/peer.hpp"

namespace homigo::http {

class ws_hub;

/// Operations run in the order in which frames come, the answers go in the order in which they are ready. `hub` must
/// outlive it.
std::unique_ptr<ws_peer> make_operations_peer(ws_hub& hub);

}  // namespace homigo::http
