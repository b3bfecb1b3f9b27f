// A few threads of the store itself, for loads and snapshots that actors ask for and do not wait for.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace homigo::postgres {

/// Work is done in the order in which it came, whatever it throws is logged. The destructor finishes what is queued.
class work_threads {
 public:
  explicit work_threads(std::size_t count);
  ~work_threads();
  work_threads(const work_threads&) = delete;
  work_threads& operator=(const work_threads&) = delete;

  void post(std::function<void()> work);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace homigo::postgres
