// How many photos are decoded at once, and how many may wait for it: the memory and the workers that photos may take.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace homigo::modules {

/// Thread-safe.
class photo_places {
public:
  photo_places(std::size_t working, std::size_t waiting) : free_(working), may_wait_(waiting) {}

  /// A place in work for as long as it lives, or none when too many wait already: then it converts to false.
  class place {
  public:
    explicit place(photo_places& places) : places_(places), held_(places.enter()) {}
    place(const place&) = delete;
    place& operator=(const place&) = delete;
    ~place() {
      if (held_) places_.leave();
    }
    explicit operator bool() const { return held_; }

  private:
    photo_places& places_;
    bool held_;
  };

private:
  [[nodiscard]] bool enter();
  void leave();

  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t free_;
  std::size_t waiting_ = 0;
  const std::size_t may_wait_;
};

}  // namespace homigo::modules
