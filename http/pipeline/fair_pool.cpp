#include "http/pipeline/fair_pool.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace homigo::http {

fair_pool::fair_pool(room size) : size_(size) {
  threads_.start("lane of dear work", size_.threads, [this](const std::stop_token& stop) { work(stop); });
}

bool fair_pool::submit(const std::string& source, std::function<void()> job) {
  {
    const std::lock_guard lock{mutex_};
    const auto found = waiting_.find(source);
    const auto own = found == waiting_.end() ? 0 : found->second.size();
    if (threads_.is_stopping() || own >= size_.queued - queued_) return false;
    if (own == 0) turns_.push_back(source);
    waiting_[source].push_back(std::move(job));
    ++queued_;
  }
  changed_.notify_one();
  return true;
}

/// The oldest job of the source whose turn it is. @pre something waits
std::function<void()> fair_pool::take() {
  auto source = std::move(turns_.front());
  turns_.pop_front();
  const auto own = waiting_.find(source);
  auto job = std::move(own->second.front());
  own->second.pop_front();
  --queued_;
  if (own->second.empty())
    waiting_.erase(own);
  else
    turns_.push_back(std::move(source));
  return job;
}

void fair_pool::work(const std::stop_token& stop) {
  // Linux counts niceness by thread. Where it is refused, the work is only less yielding.
  if (size_.niceness != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), size_.niceness);
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock{mutex_};
      changed_.wait(lock, stop, [this] { return queued_ > 0; });
      if (stop.stop_requested()) return;
      job = take();
    }
    job();
  }
}

void fair_pool::stop() {
  threads_.request_stop();
  std::map<std::string, jobs> dropped;
  {
    const std::lock_guard lock{mutex_};
    dropped.swap(waiting_);
    turns_.clear();
    queued_ = 0;
  }
  threads_.stop();
}

}  // namespace homigo::http
