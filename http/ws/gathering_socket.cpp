#include "http/ws/gathering_socket.hpp"

#include <boost/asio/error.hpp>

namespace homigo::http {

namespace asio = boost::asio;

gathering_socket::gathering_socket(tcp_socket socket) : output_(std::make_shared<output>(std::move(socket))) {
  error_code ignored;  // one that is closed already fails at the first read
  output_->socket.non_blocking(true, ignored);
}

void gathering_socket::close() {
  error_code ignored;
  output_->socket.close(ignored);
}

void gathering_socket::output::send_soon() {
  if (is_posted || waits_for_room) return;
  is_posted = true;
  asio::post(socket.get_executor(), [self = shared_from_this()] {
    self->is_posted = false;
    self->send();
  });
}

void gathering_socket::output::send() {
  if (waiting.empty() || waits_for_room) return;
  const auto sent = socket.write_some(asio::buffer(waiting), failed);
  if (failed == asio::error::would_block) failed = {};
  if (failed || sent == waiting.size()) {
    waiting = {};  // most sockets are idle most of the time: they hold no memory
    return;
  }
  waiting.erase(0, sent);
  waits_for_room = true;
  socket.async_wait(tcp_socket::wait_write, [self = shared_from_this()](error_code) {
    self->waits_for_room = false;
    self->send();
  });
}

}  // namespace homigo::http
