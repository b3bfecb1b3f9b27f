#include "http/server/socket_handover.hpp"

#include <unistd.h>

#include <boost/system/system_error.hpp>

namespace homigo::http {

using boost::asio::ip::tcp;

tcp::socket handed_over(tcp::socket socket, boost::asio::io_context& to) {
  const auto protocol = socket.local_endpoint().protocol();
  tcp::socket moved{to};
  const auto descriptor = socket.release();
  boost::system::error_code failed;
  moved.assign(protocol, descriptor, failed);
  if (!failed) return moved;
  ::close(descriptor);
  throw boost::system::system_error{failed};
}

}  // namespace homigo::http
