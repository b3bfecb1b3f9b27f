// One WebSocket connection, from the upgrade to the close frame.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <optional>
#include <string>

#include "http/message/request_head.hpp"
#include "http/pipeline/connection_table.hpp"
#include "http/pipeline/request_pipeline.hpp"
#include "http/routing/peer.hpp"

namespace homigo::http {

struct ws_start {
  std::unique_ptr<ws_peer> peer;
  /// Known from the Authorization header; otherwise the first frame must say.
  std::optional<domain::principal> who;
  std::string request_id;
  std::string remote_address;
};

/// The connection lives by itself on the socket's executor until it is closed.
void start_websocket(boost::asio::ip::tcp::socket socket, beast_request upgrade, request_pipeline& pipeline,
                     connection_table::place place, ws_start start);

}  // namespace homigo::http
