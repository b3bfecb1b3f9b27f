// Work of this node alone that comes round, or is done when somebody asks for it: a few threads for all of it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

#include "domain/kernel/threads/thread_group.hpp"
#include "metrics/registry.hpp"
#include "platform/registry.hpp"

namespace homigo::platform {

/// What is due longest is done first, each work by one thread at a time; one that takes long holds up the others only
/// when all threads are at such ones. What it throws is logged, at its first failure in a row, and counted. A thread
/// bears the name of what it is at.
class node_timers {
public:
  /// `name` is shown of threads that wait; `metrics` counts the runs, and must outlive the timers.
  node_timers(std::string name, std::size_t threads, metrics::registry& metrics)
      : name_(std::move(name)), thread_count_(threads), metrics_(metrics) {}
  ~node_timers() { stop(); }
  node_timers(const node_timers&) = delete;
  node_timers& operator=(const node_timers&) = delete;

  /// Before start(): done first one pace after it, then one pace after each end.
  void add(periodic_work work);
  /// Before start(): done when request() asks for it, and again after a failure, but not sooner than one pace after its
  /// end. What is asked for meanwhile is one request.
  void add_requested(periodic_work work);
  void start();
  /// Thread-safe, also before start().
  void request(const std::string& name);

  /// Nothing more is begun, and what is under way is given up a second later where it waits for PostgreSQL.
  void request_stop() { threads_.request_stop(); }
  /// Returns when that has ended.
  void stop() { threads_.stop(); }

private:
  using moment = std::chrono::steady_clock::time_point;
  struct entry {
    const periodic_work work;
    const bool is_repeated;
    metrics::Counter& succeeded;
    metrics::Counter& failed;
    moment due = moment::max();
    moment rested{};  // when it may be done again
    bool is_under_way = false;
    bool is_requested = false;
    bool is_failing = false;  // for the thread that is at it; all above are guarded by mutex_
  };

  void work(const std::stop_token& stop);
  metrics::Counter& counter(const std::string& name, const char* outcome);
  void know(periodic_work work, bool is_repeated);
  entry& longest_due();
  void begin(entry& one);
  void end(entry& one);
  static void perform(entry& one, const std::stop_token& stop);

  const std::string name_;
  const std::size_t thread_count_;
  metrics::registry& metrics_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t changes_ = 0;
  std::deque<entry> entries_;
  domain::thread_group threads_;
};

}  // namespace homigo::platform
