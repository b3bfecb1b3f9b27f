#include "app/stop_signals.hpp"

namespace homigo::app {

stop_signals::stop_signals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

void stop_signals::wait() const {
  int signal_number = 0;
  sigwait(&signals_, &signal_number);
}

}  // namespace homigo::app
