#include "domain/kernel/threads/thread_group.hpp"

#include "domain/kernel/threads/thread.hpp"

namespace homigo::domain {

void thread_group::start(const std::string& name, std::size_t count,
                         const std::function<void(const std::stop_token&)>& work) {
  for (std::size_t i = 0; i < count; ++i)
    threads_.push_back(start_thread(name, [work, stop = stop_.get_token()](const std::stop_token&) { work(stop); }));
}

void thread_group::stop() {
  request_stop();
  threads_.clear();
}

}  // namespace homigo::domain
