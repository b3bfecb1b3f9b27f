// A TCP connection that never blocks: bytes out at once, bytes in as they come, no allocation per exchange.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/load/poller.hpp"
#include "bench/load/server_address.hpp"

namespace homigo::load {

class byte_pipe {
public:
  /// Connects, which may block; throws std::system_error.
  explicit byte_pipe(const server_address& server);
  ~byte_pipe();
  byte_pipe(const byte_pipe&) = delete;
  byte_pipe& operator=(const byte_pipe&) = delete;

  /// `who` hears of what comes in from now on.
  void attach(poller& by, watcher& who);
  bool is_open() const { return open_; }

  /// Writes what the system takes now and keeps the rest for later.
  void send(std::string_view bytes);
  /// Reads what is there and writes what was kept. Afterwards unread() has grown, or the pipe is no longer open.
  void pump();
  std::string_view unread() const { return {incoming_.data() + read_, filled_ - read_}; }
  void consume(std::size_t bytes);
  /// Waits, blocking, until something has come in; false when the other side is gone or `seconds` have passed.
  bool wait_for_bytes(int seconds);

private:
  void flush();
  void fill();

  int descriptor_;
  bool open_ = true;
  poller* poller_ = nullptr;
  watcher* watcher_ = nullptr;
  std::string kept_;
  std::vector<char> incoming_;
  std::size_t read_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace homigo::load
