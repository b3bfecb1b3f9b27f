#include "persistence/postgres/client/work_threads.hpp"

#include <spdlog/spdlog.h>

#include "domain/kernel/thread.hpp"

namespace homigo::postgres {

work_threads::work_threads(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    threads_.push_back(domain::start_thread("database work", [this](const std::stop_token&) { run(); }));
}

bool work_threads::post(std::function<void()> work) {
  constexpr std::size_t limit = 20'000;
  {
    const std::lock_guard lock{mutex_};
    if (stopping_ || queue_.size() >= limit) return false;
    queue_.push_back(std::move(work));
  }
  more_.notify_one();
  return true;
}

void work_threads::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  more_.notify_all();
  threads_.clear();
}

void work_threads::run() {
  for (;;) {
    std::unique_lock lock{mutex_};
    more_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    auto work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    try {
      work();
    } catch (const std::exception& e) {
      spdlog::error("work of the store failed: {}", e.what());
    }
  }
}

}  // namespace homigo::postgres
