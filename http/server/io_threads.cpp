#include "http/server/io_threads.hpp"

#include "domain/kernel/thread.hpp"

namespace homigo::http {

io_threads::io_threads(std::size_t count) {
  for (std::size_t i = 0; i < count + 1; ++i) {
    contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
    guards_.emplace_back(contexts_.back()->get_executor());
  }
}

void io_threads::start() {
  for (auto& context : contexts_) {
    auto run = [&context = *context](const std::stop_token&) { context.run(); };
    threads_.push_back(domain::start_thread(&context == &contexts_.back() ? "door" : "io", std::move(run)));
  }
}

void io_threads::stop() {
  for (auto& context : contexts_) context->stop();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
  threads_.clear();
}

boost::asio::io_context& io_threads::next() { return *contexts_[turn_.fetch_add(1) % (contexts_.size() - 1)]; }

}  // namespace homigo::http
