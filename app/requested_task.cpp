#include "app/requested_task.hpp"

#include <spdlog/spdlog.h>

#include "domain/kernel/thread.hpp"

namespace homigo::app {

void requested_task::start() {
  thread_ = domain::start_thread(name_, [this](const std::stop_token&) { run(); });
}

void requested_task::request() {
  {
    const std::lock_guard lock{mutex_};
    is_requested_ = true;
  }
  changed_.notify_all();
}

void requested_task::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void requested_task::run() {
  while (take_request()) {
    perform();
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, rest_, [this] { return stopping_; });
  }
}

bool requested_task::take_request() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return stopping_ || is_requested_; });
  is_requested_ = false;
  return !stopping_;
}

void requested_task::perform() {
  try {
    work_();
  } catch (const std::exception& e) {
    spdlog::warn("{}: {}", name_, e.what());
    request();
  }
}

}  // namespace homigo::app
