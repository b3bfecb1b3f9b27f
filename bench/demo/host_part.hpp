// What a host does: hears of likes over the WebSocket, reads the inbox, answers, and looks around for tenants.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace homigo::demo {

class stage;
struct host;

/// Opens the device, which stays open for the talks.
boost::asio::awaitable<void> come_online(stage& play, host& me);

/// Until all tenants have swiped and every like of theirs is answered.
boost::asio::awaitable<void> answer_tenants(stage& play, host& me);

}  // namespace homigo::demo
