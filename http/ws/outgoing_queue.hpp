// Frames that wait to be written to one WebSocket, bounded by count and bytes.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

namespace homigo::http {

/// Not thread-safe.
class outgoing_queue {
public:
  using frame = std::shared_ptr<const std::string>;

  outgoing_queue(std::size_t max_frames, std::size_t max_bytes) : max_frames_(max_frames), max_bytes_(max_bytes) {}

  /// False when there is no room: the reader is too slow.
  bool push(frame one) {
    if (frames_.size() >= max_frames_ || bytes_ + one->size() > max_bytes_) return false;
    bytes_ += one->size();
    frames_.push_back(std::move(one));
    return true;
  }
  /// The oldest frame, or null.
  frame pop() {
    if (frames_.empty()) return nullptr;
    auto one = std::move(frames_.front());
    frames_.pop_front();
    bytes_ -= one->size();
    return one;
  }
  void clear() {
    frames_.clear();
    bytes_ = 0;
  }
  bool empty() const { return frames_.empty(); }
  bool is_half_empty() const { return frames_.size() <= max_frames_ / 2 && bytes_ <= max_bytes_ / 2; }

private:
  const std::size_t max_frames_;
  const std::size_t max_bytes_;
  std::deque<frame> frames_;
  std::size_t bytes_ = 0;
};

}  // namespace homigo::http
