// Limits that count one act at every door it can be done through, REST and WebSocket.
#pragma once

#include "http/rate_limiter.hpp"

namespace homigo::http {

inline constexpr rate_limit message_writing{600, std::chrono::seconds{60}, "message writing"};

/// Access tokens that nobody holds, by address: guessing must not reach the database.
inline constexpr rate_limit unknown_tokens{300, std::chrono::seconds{60}, "unknown tokens"};

}  // namespace homigo::http
