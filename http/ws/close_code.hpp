// Why a WebSocket is closed, as the client is told.
#pragma once

#include <cstdint>
#include <string_view>

namespace homigo::http {

/// The close codes of the API.
enum class ws_close : std::uint16_t {
  normal = 1000,
  unsupported_data = 1003,  // a binary frame
  bad_payload = 1007,       // a text frame that is not UTF-8
  policy = 1008,            // bad token, or none in time; revoked session
  too_large = 1009,
  internal = 1011,
  draining = 1012,  // reconnect
  too_slow = 1013,  // the reader cannot keep up: reconnect and resume
};

/// A few words for the close frame.
std::string_view reason_of(ws_close why);

}  // namespace homigo::http
