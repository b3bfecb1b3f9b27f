// The end of a drain that would not end: whatever hangs, the process is gone in time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace homigo::app {

/// The log is written, nothing is taken apart: threads and actors may still run.
[[noreturn]] void leave_as_it_is();

/// From begin() on, which is when the signal has come, even if the start is still under way, the process ends after the
/// time unless this is destroyed before. What has been acknowledged is in PostgreSQL by then; what is lost are the
/// lease, which runs out by itself, and waiting answers.
class drain_deadline {
public:
  void begin(std::chrono::seconds time);

private:
  std::mutex mutex_;
  std::condition_variable_any ended_;
  std::jthread thread_;
};

}  // namespace homigo::app
