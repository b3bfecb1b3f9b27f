// Threads that do the same work and end together.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace homigo::domain {

/// To be declared after what its threads use. start() and stop() are for the owner, all else is thread-safe.
class thread_group {
public:
  thread_group() = default;
  ~thread_group() { stop(); }
  thread_group(const thread_group&) = delete;
  thread_group& operator=(const thread_group&) = delete;

  /// See start_thread(); may be called for several kinds of threads. `work` returns when its stop is asked for.
  void start(const std::string& name, std::size_t count, const std::function<void(const std::stop_token&)>& work);
  /// Waits for nobody.
  void request_stop() { stop_.request_stop(); }
  [[nodiscard]] bool is_stopping() const { return stop_.stop_requested(); }
  /// Returns when all threads have ended.
  void stop();

private:
  std::stop_source stop_;
  std::vector<std::jthread> threads_;
};

}  // namespace homigo::domain
