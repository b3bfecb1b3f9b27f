// Work that comes round: each task on its own thread, at its own pace, until the process ends.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace homigo::app {

class background {
public:
  background() = default;
  ~background() { stop(); }
  background(const background&) = delete;
  background& operator=(const background&) = delete;

  /// First after one `pace`, then again `pace` after each end. What it throws is logged.
  void every(std::chrono::milliseconds pace, std::string name, std::function<void()> task);
  void stop();

private:
  void run(std::chrono::milliseconds pace, const std::string& name, const std::function<void()>& task);
  bool wait(std::chrono::milliseconds pace);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace homigo::app
