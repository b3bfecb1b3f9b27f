// Threads for what blocks: synchronous handlers and token look-ups, in a bounded queue that knows its delay.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "domain/kernel/threads/thread_group.hpp"

namespace homigo::http {

/// Stop it after the I/O threads have stopped and before anything its jobs refer to goes: see
/// http/server/io_threads.hpp.
class worker_pool {
public:
  worker_pool(std::size_t threads, std::size_t queue_limit);
  ~worker_pool() { stop(); }
  worker_pool(const worker_pool&) = delete;
  worker_pool& operator=(const worker_pool&) = delete;

  /// False, and nothing done, when the queue is full or the pool has stopped. Jobs must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);

  /// Suspends the coroutine while `job` runs on a worker, then resumes it on its own executor. False as submit();
  /// rethrows what `job` throws. What the job refers to must live in the coroutine.
  [[nodiscard]] boost::asio::awaitable<bool> perform(std::function<void()> job);

  /// How long the oldest queued job has been waiting; zero when none is.
  std::chrono::milliseconds queue_delay() const;

  /// Finishes running jobs and drops queued ones.
  void stop();

private:
  struct entry {
    std::function<void()> job;
    std::chrono::steady_clock::time_point since;
  };
  void work(const std::stop_token& stop);

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<entry> queue_;
  std::atomic<std::size_t> queued_{0};  // size of the queue, to be looked at without the lock
  domain::thread_group threads_;
};

}  // namespace homigo::http
