// Many readers or one writer, in turn: a stream of readers that never ends does not keep a writer waiting.
#pragma once

#include <mutex>
#include <shared_mutex>

namespace homigo::feed {

/// For std::shared_lock and std::unique_lock.
class fair_mutex {
public:
  void lock() {
    const std::lock_guard turn{turn_};
    held_.lock();
  }
  void unlock() { held_.unlock(); }
  void lock_shared() {
    const std::lock_guard turn{turn_};
    held_.lock_shared();
  }
  void unlock_shared() { held_.unlock_shared(); }

private:
  std::mutex turn_;
  std::shared_mutex held_;
};

}  // namespace homigo::feed
