// A connection goes on to another thread: its descriptor leaves one io_context and enters another.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace homigo::http {

/// On the socket's thread, while nothing waits on it. Throws boost::system::system_error; the descriptor is closed
/// then.
boost::asio::ip::tcp::socket handed_over(boost::asio::ip::tcp::socket socket, boost::asio::io_context& to);

}  // namespace homigo::http
