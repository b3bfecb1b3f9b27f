#include "persistence/postgres/client/work_threads.hpp"

#include <spdlog/spdlog.h>

#include "domain/kernel/errors/unavailable.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::postgres {
namespace {

constexpr std::chrono::seconds time_to_finish{2};

}  // namespace

work_threads::work_threads(std::size_t count) {
  threads_.start("database work", count, [this](const std::stop_token& stop) { run(stop); });
}

bool work_threads::post(std::function<void()> work) {
  constexpr std::size_t limit = 20'000;
  {
    const std::lock_guard lock{mutex_};
    if (threads_.is_stopping() || queue_.size() >= limit) return false;
    queue_.push_back(std::move(work));
  }
  more_.notify_one();
  return true;
}

void work_threads::stop() {
  threads_.stop();
  const std::lock_guard lock{mutex_};
  if (!queue_.empty()) spdlog::warn("{} pieces of the store's work were left undone", queue_.size());
  queue_.clear();
}

void work_threads::run(const std::stop_token& stop) {
  const domain::work_deadline limit{stop, time_to_finish};
  while (!domain::work_deadline::has_passed()) {
    std::unique_lock lock{mutex_};
    if (!more_.wait(lock, stop, [this] { return !queue_.empty(); })) return;
    auto work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    try {
      work();
    } catch (const domain::unavailable& e) {
      // A snapshot is only slower to be without, a sweep comes round.
      spdlog::warn("work of the store was not done: {}", e.what());
    } catch (const std::exception& e) {
      spdlog::error("work of the store failed: {}", e.what());
    }
  }
}

}  // namespace homigo::postgres
