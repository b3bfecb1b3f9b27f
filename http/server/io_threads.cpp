#include "http/server/io_threads.hpp"

namespace homigo::http {

io_threads::io_threads(std::size_t count) {
  for (std::size_t i = 0; i < count + 1; ++i) {
    contexts_.push_back(std::make_unique<boost::asio::io_context>(1));
    guards_.emplace_back(contexts_.back()->get_executor());
  }
}

void io_threads::start() {
  for (auto& context : contexts_) {
    threads_.start(&context == &contexts_.back() ? "door" : "io", 1,
                   [&context = *context](const std::stop_token& stop) {
                     const std::stop_callback end{stop, [&context] { context.stop(); }};
                     context.run();
                   });
  }
}

void io_threads::stop() { threads_.stop(); }

boost::asio::io_context& io_threads::next() { return *contexts_[turn_.fetch_add(1) % (contexts_.size() - 1)]; }

}  // namespace homigo::http
