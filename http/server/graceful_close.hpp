// Ending a connection so that the client still reads the last answer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace homigo::http {

/// Says that nothing more will be written and reads what still comes, for a short while: a socket closed with unread
/// input would be reset under the answer.
boost::asio::awaitable<void> linger(boost::asio::ip::tcp::socket& socket);

}  // namespace homigo::http
