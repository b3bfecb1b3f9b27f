// Threads of the store itself, for snapshots and sweeps that actors ask for and do not wait for.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace homigo::postgres {

/// Work is done in the order in which it came, whatever it throws is logged.
class work_threads {
public:
  explicit work_threads(std::size_t count);
  ~work_threads() { stop(); }
  work_threads(const work_threads&) = delete;
  work_threads& operator=(const work_threads&) = delete;

  /// False, and nothing done, when too much waits already or after stop().
  [[nodiscard]] bool post(std::function<void()> work);
  /// Finishes what is queued, then ends the threads.
  void stop();

private:
  void run();

  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace homigo::postgres
