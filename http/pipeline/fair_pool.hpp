// Threads for dear work in a bounded queue where sources take turns: one that asks a lot waits behind itself only.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "domain/kernel/threads/thread_group.hpp"

namespace homigo::http {

/// A source may have as many jobs wait as there are free places left: alone it gets half of the queue, and whoever
/// comes next still finds a place, however many came before. Thread-safe. Stop it before anything its jobs refer to
/// goes.
class fair_pool {
public:
  struct room {
    std::size_t threads;
    std::size_t queued;
    int niceness;  // of its threads, above the process's own
  };

  explicit fair_pool(room size);
  ~fair_pool() { stop(); }
  fair_pool(const fair_pool&) = delete;
  fair_pool& operator=(const fair_pool&) = delete;

  /// False, and nothing done, when `source` has its share of the queue or the queue is full, or the pool has stopped.
  /// Jobs must not throw.
  [[nodiscard]] bool submit(const std::string& source, std::function<void()> job);

  /// Finishes running jobs and drops queued ones.
  void stop();

private:
  using jobs = std::deque<std::function<void()>>;

  void work(const std::stop_token& stop);
  std::function<void()> take();

  const room size_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, jobs> waiting_;  // by source, none empty
  std::deque<std::string> turns_;        // each waiting source once
  std::size_t queued_ = 0;
  domain::thread_group threads_;
};

}  // namespace homigo::http
