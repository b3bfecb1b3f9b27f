// Why a WebSocket is closed, as the client is told: by an error frame where it is the client's to mend, and by a code.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace homigo::http {

enum class ws_close : std::uint8_t {
  normal,
  binary_frame,
  bad_frame,  // a first frame that is no auth
  auth_timeout,
  token_unknown,
  token_expired,
  account_suspended,
  session_revoked,
  too_many_tokens,  // tried from this address
  too_many_pings,
  too_large,
  too_slow,  // the reader cannot keep up: reconnect and resume
  unavailable,
  draining,
  internal,
};

struct close_reason {
  ws_close why;
  /// RFC 6455, section 7.4.
  std::uint16_t code;
  /// `code` of the error frame; empty where none is sent.
  std::string_view name;
  /// For people; a close frame has room for 123 bytes.
  std::string_view sentence;
};

const close_reason& reason_of(ws_close why);
std::span<const close_reason> all_close_reasons();

/// `{"error":{"code":…,"detail":…}}`, empty where nothing is to be said.
std::string error_frame(ws_close why);

}  // namespace homigo::http
