#include "app/stop_signals.hpp"

namespace homigo::app {

stop_signals::stop_signals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

bool stop_signals::wait(const std::stop_token& stop) const {
  const std::stop_callback wake{stop, [waiting = pthread_self()] { pthread_kill(waiting, SIGTERM); }};
  int signal_number = 0;
  sigwait(&signals_, &signal_number);
  return !stop.stop_requested();
}

}  // namespace homigo::app
