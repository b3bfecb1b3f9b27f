// Work of this node alone that comes round, or is done when somebody asks for it: a few threads for all of it.
#pragma once

#include <prometheus/metric_family.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

#include "domain/kernel/thread_group.hpp"
#include "platform/registry.hpp"

namespace homigo::platform {

/// What is due longest is done first, each work by one thread at a time; one that takes long holds up the others only
/// when all threads are at such ones. What it throws is logged, at its first failure in a row, and counted. A thread
/// bears the name of what it is at.
class node_timers {
public:
  /// `name` is shown of threads that wait.
  node_timers(std::string name, std::size_t threads) : name_(std::move(name)), thread_count_(threads) {}
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

  /// How often each was done, to a family of counters.
  void add_runs(prometheus::MetricFamily& to) const;

private:
  using moment = std::chrono::steady_clock::time_point;
  struct entry {
    entry(periodic_work what, bool comes_round) : work(std::move(what)), is_repeated(comes_round) {}

    const periodic_work work;
    const bool is_repeated;
    moment due = moment::max();
    moment rested{};  // when it may be done again
    bool is_under_way = false;
    bool is_requested = false;
    bool is_failing = false;  // for the thread that is at it; all above are guarded by mutex_
    std::atomic<std::uint64_t> succeeded{0};
    std::atomic<std::uint64_t> failed{0};
  };

  void work(const std::stop_token& stop);
  entry& longest_due();
  void begin(entry& one);
  void end(entry& one);
  static void perform(entry& one, const std::stop_token& stop);

  const std::string name_;
  const std::size_t thread_count_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::uint64_t changes_ = 0;
  std::deque<entry> entries_;
  domain::thread_group threads_;
};

}  // namespace homigo::platform
