// The threads that sockets live on: one io_context each. A connection begins at the door and, once it has been
// answered, lives on one of the others: however busy these are, who comes new is let in and answered at once.
#pragma once

#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

#include "domain/kernel/threads/thread_group.hpp"

namespace homigo::http {

/// Coroutines on these threads refer to router, pipeline, workers and listener; jobs of workers refer to coroutines. So
/// the owner declares io_threads first (it is destroyed last), and before anything is destroyed stops first these
/// threads, then the worker pool.
class io_threads {
public:
  explicit io_threads(std::size_t count);
  ~io_threads() { stop(); }

  void start();
  /// Ends after the handlers that run now; what is suspended stays so until destruction.
  void stop();
  /// Round robin; never the door.
  boost::asio::io_context& next();
  /// Where connections are accepted and their first request is served.
  boost::asio::io_context& door() { return *contexts_.back(); }

private:
  using guard = boost::asio::executor_work_guard<boost::asio::io_context::executor_type>;

  std::vector<std::unique_ptr<boost::asio::io_context>> contexts_;  // the last one is the door
  std::vector<guard> guards_;
  std::atomic<std::size_t> turn_{0};
  domain::thread_group threads_;
};

}  // namespace homigo::http
