#include "app/drain_deadline.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>

#include "domain/kernel/threads/thread.hpp"

namespace homigo::app {

void leave_as_it_is() {
  spdlog::default_logger_raw()->flush();
  std::_Exit(EXIT_SUCCESS);
}

void drain_deadline::begin(std::chrono::seconds time) {
  thread_ = domain::start_thread("drain deadline", [this, time](const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    ended_.wait_for(lock, stop, time, [] { return false; });
    if (stop.stop_requested()) return;
    spdlog::warn("the end has not come in {} s; leaving as it is, nothing acknowledged is lost", time.count());
    leave_as_it_is();
  });
}

}  // namespace homigo::app
