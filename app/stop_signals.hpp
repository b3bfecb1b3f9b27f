// SIGTERM and SIGINT, which ask the server to end: heard by one thread, whenever they come.
#pragma once

#include <signal.h>

#include <stop_token>

namespace homigo::app {

class stop_signals {
public:
  /// Blocks them in this thread and in all that it starts. Made before any other thread: one in which they are not
  /// blocked would end the process at once.
  stop_signals();
  /// Until one has come, also before this call, or `stop` is asked for: then false. Later signals are never delivered:
  /// they do nothing.
  [[nodiscard]] bool wait(const std::stop_token& stop) const;

private:
  sigset_t signals_;
};

}  // namespace homigo::app
