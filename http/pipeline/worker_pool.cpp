#include "http/pipeline/worker_pool.hpp"

#include "http/routing/perform.hpp"

namespace homigo::http {

worker_pool::worker_pool(std::size_t threads, std::size_t queue_limit) : queue_limit_(queue_limit) {
  threads_.start("worker", threads, [this](const std::stop_token& stop) { work(stop); });
}

bool worker_pool::submit(std::function<void()> job) {
  {
    const std::lock_guard lock{mutex_};
    if (threads_.is_stopping() || queue_.size() >= queue_limit_) return false;
    queue_.push_back({std::move(job), std::chrono::steady_clock::now()});
    queued_ = queue_.size();
  }
  changed_.notify_one();
  return true;
}

boost::asio::awaitable<bool> worker_pool::perform(std::function<void()> job) {
  submitter submit = [this](std::function<void()> one) { return this->submit(std::move(one)); };
  return http::perform(std::move(submit), std::move(job));
}

std::chrono::milliseconds worker_pool::queue_delay() const {
  if (queued_ == 0) return std::chrono::milliseconds{0};
  const std::lock_guard lock{mutex_};
  if (queue_.empty()) return std::chrono::milliseconds{0};
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - queue_.front().since);
}

void worker_pool::work(const std::stop_token& stop) {
  while (true) {
    std::function<void()> job;
    {
      std::unique_lock lock{mutex_};
      changed_.wait(lock, stop, [this] { return !queue_.empty(); });
      if (stop.stop_requested()) return;
      job = std::move(queue_.front().job);
      queue_.pop_front();
      queued_ = queue_.size();
    }
    job();
  }
}

void worker_pool::stop() {
  threads_.request_stop();
  std::deque<entry> dropped;
  {
    const std::lock_guard lock{mutex_};
    dropped.swap(queue_);
    queued_ = 0;
  }
  threads_.stop();
}

}  // namespace homigo::http
