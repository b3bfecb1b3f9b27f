// Waits for many sockets on one thread, as cheaply as the system can.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <chrono>

namespace homigo::load {

/// Whoever waits. A watcher must outlive its watching.
class watcher {
public:
  virtual ~watcher() = default;
  /// There is something to read, or room to write, or the other side is gone.
  virtual void ready() = 0;
};

/// Not thread-safe. Functions throw std::system_error.
class poller {
public:
  poller();
  ~poller();
  poller(const poller&) = delete;
  poller& operator=(const poller&) = delete;

  void watch(int descriptor, watcher& who);
  /// Also for room to write, until told otherwise.
  void watch_writing(int descriptor, watcher& who, bool wanted);
  void forget(int descriptor);
  /// Calls whoever is ready; returns after `at_most` when nobody was.
  void wait(std::chrono::nanoseconds at_most);

private:
  int descriptor_;
  std::array<epoll_event, 512> events_;
};

}  // namespace homigo::load
