// Limits that count one act at every door it can be done through, REST and WebSocket.
#pragma once

#include "http/routing/rate_limiter.hpp"

namespace homigo::http {

inline constexpr rate_limit message_writing{600, std::chrono::seconds{60}, "message writing"};
inline constexpr rate_limit read_marking{600, std::chrono::seconds{60}, "read marking"};
/// A key pressed and let go every few seconds, in several conversations on several devices.
inline constexpr rate_limit typing_notices{300, std::chrono::seconds{60}, "typing notices"};
/// An app that opens asks once for each of its conversations.
inline constexpr rate_limit presence_watching{300, std::chrono::seconds{60}, "presence watching"};

/// Access tokens that nobody holds, by address: guessing must not reach the database.
inline constexpr rate_limit unknown_tokens{300, std::chrono::seconds{60}, "unknown tokens"};

}  // namespace homigo::http
