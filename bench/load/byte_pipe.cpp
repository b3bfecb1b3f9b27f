#include "bench/load/byte_pipe.hpp"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace homigo::load {
namespace {

constexpr std::size_t first_buffer = 2048;

}  // namespace

byte_pipe::byte_pipe(const server_address& server)
    : descriptor_(::socket(server.endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, 0)),
      incoming_(first_buffer) {
  if (descriptor_ < 0) throw std::system_error{errno, std::generic_category(), "socket"};
  const auto* address = server.endpoint.data();
  if (::connect(descriptor_, address, static_cast<socklen_t>(server.endpoint.size())) != 0) {
    const int why = errno;
    ::close(descriptor_);
    throw std::system_error{why, std::generic_category(), "connecting to " + server.host};
  }
  const int yes = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

byte_pipe::~byte_pipe() {
  if (poller_) poller_->forget(descriptor_);
  ::close(descriptor_);
}

void byte_pipe::attach(poller& by, watcher& who) {
  poller_ = &by;
  watcher_ = &who;
  by.watch(descriptor_, who);
}

void byte_pipe::send(std::string_view bytes) {
  if (!open_) return;
  if (kept_.empty()) {
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(bytes.size())) return;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) open_ = false;
    if (poller_ && open_) poller_->watch_writing(descriptor_, *watcher_, true);
  }
  kept_.append(bytes);
}

void byte_pipe::flush() {
  const auto sent = ::send(descriptor_, kept_.data(), kept_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN && errno != EINTR) open_ = false;
  if (sent > 0) kept_.erase(0, static_cast<std::size_t>(sent));
  if (poller_ && kept_.empty()) poller_->watch_writing(descriptor_, *watcher_, false);
}

void byte_pipe::fill() {
  for (;;) {
    if (filled_ == incoming_.size()) incoming_.resize(incoming_.size() * 2);
    const auto room = incoming_.size() - filled_;
    const auto got = ::recv(descriptor_, incoming_.data() + filled_, room, MSG_DONTWAIT);
    if (got > 0) filled_ += static_cast<std::size_t>(got);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) open_ = false;
    // A buffer that was not filled is all there was: no second call to hear so.
    if (got <= 0 || static_cast<std::size_t>(got) < room) return;
  }
}

void byte_pipe::pump() {
  if (!kept_.empty()) flush();
  fill();
  // A closed socket would be ready for ever.
  if (!open_ && poller_) poller_->forget(descriptor_);
}

void byte_pipe::consume(std::size_t bytes) {
  read_ += bytes;
  if (read_ == filled_) {
    read_ = filled_ = 0;
  } else if (read_ > incoming_.size() / 2) {
    std::memmove(incoming_.data(), incoming_.data() + read_, filled_ - read_);
    filled_ -= read_;
    read_ = 0;
  }
}

bool byte_pipe::wait_for_bytes(int seconds) {
  pollfd wanted{descriptor_, POLLIN, 0};
  if (!kept_.empty()) flush();
  if (::poll(&wanted, 1, seconds * 1000) <= 0) return false;
  fill();
  return open_;
}

}  // namespace homigo::load
