// Work that is done when somebody asks for it: at once, but not more often than its pace allows.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace homigo::app {

/// On a thread of its own between start() and stop(). Requests that come while it rests or works are one request. Work
/// that throws is logged and done again after the rest.
class requested_task {
public:
  requested_task(std::string name, std::chrono::milliseconds rest, std::function<void()> work)
      : name_(std::move(name)), rest_(rest), work_(std::move(work)) {}
  ~requested_task() { stop(); }
  requested_task(const requested_task&) = delete;
  requested_task& operator=(const requested_task&) = delete;

  void start();
  /// From any thread, also before start().
  void request();
  void stop();

private:
  void run();
  bool take_request();
  void perform();

  const std::string name_;
  const std::chrono::milliseconds rest_;
  const std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_requested_ = false;
  bool stopping_ = false;
  std::jthread thread_;
};

}  // namespace homigo::app
