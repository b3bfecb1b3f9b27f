// What a matched pair does: writes back and forth over WebSocket and REST, reads, and counts what arrived.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace homigo::demo {

class stage;
struct talk;

/// Three to eight messages; each must reach both screens before the next. Both devices are open.
boost::asio::awaitable<void> hold_talk(stage& play, talk& of);

}  // namespace homigo::demo
