// Threads of the store itself, for snapshots and sweeps that actors ask for and do not wait for.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "domain/kernel/threads/thread_group.hpp"

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
  /// Nothing more is taken; what is queued and can be finished in two seconds is finished.
  void request_stop() { threads_.request_stop(); }
  /// Returns when that has been done.
  void stop();

private:
  void run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any more_;
  std::deque<std::function<void()>> queue_;
  domain::thread_group threads_;
};

}  // namespace homigo::postgres
