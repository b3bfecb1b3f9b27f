#include "http/pipeline/fair_pool.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include "domain/kernel/thread.hpp"

namespace homigo::http {

fair_pool::fair_pool(room size) : size_(size) {
  for (std::size_t i = 0; i < size_.threads; ++i)
    threads_.push_back(domain::start_thread("lane of dear work", [this](const std::stop_token&) { work(); }));
}

bool fair_pool::submit(const std::string& source, std::function<void()> job) {
  {
    const std::lock_guard lock{mutex_};
    const auto found = waiting_.find(source);
    const auto own = found == waiting_.end() ? 0 : found->second.size();
    if (stopping_ || own >= size_.queued - queued_) return false;
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

void fair_pool::work() {
  // Linux counts niceness by thread. Where it is refused, the work is only less yielding.
  if (size_.niceness != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), size_.niceness);
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock{mutex_};
      changed_.wait(lock, [this] { return stopping_ || queued_ > 0; });
      if (stopping_) return;
      job = take();
    }
    job();
  }
}

void fair_pool::stop() {
  std::map<std::string, jobs> dropped;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    dropped.swap(waiting_);
    turns_.clear();
    queued_ = 0;
  }
  changed_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

}  // namespace homigo::http
