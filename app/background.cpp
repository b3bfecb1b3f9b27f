#include "app/background.hpp"

#include <spdlog/spdlog.h>

#include "domain/kernel/thread.hpp"

namespace homigo::app {

void background::every(std::chrono::milliseconds pace, std::string name, std::function<void()> task) {
  auto work = [this, pace, name, task = std::move(task)](const std::stop_token&) { run(pace, name, task); };
  threads_.push_back(domain::start_thread(std::move(name), std::move(work)));
}

bool background::wait(std::chrono::milliseconds pace) {
  std::unique_lock lock{mutex_};
  return !changed_.wait_for(lock, pace, [this] { return stopping_; });
}

void background::run(std::chrono::milliseconds pace, const std::string& name, const std::function<void()>& task) {
  while (wait(pace)) {
    try {
      task();
    } catch (const std::exception& e) {
      spdlog::warn("{}: {}", name, e.what());
    }
  }
}

void background::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace homigo::app
