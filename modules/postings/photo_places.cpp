#include "modules/postings/photo_places.hpp"

namespace homigo::modules {

bool photo_places::enter() {
  std::unique_lock lock{mutex_};
  if (free_ == 0 && waiting_ == may_wait_) return false;
  ++waiting_;
  freed_.wait(lock, [&] { return free_ > 0; });
  --waiting_;
  --free_;
  return true;
}

void photo_places::leave() {
  const std::lock_guard lock{mutex_};
  ++free_;
  freed_.notify_one();
}

}  // namespace homigo::modules
