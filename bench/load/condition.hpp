// Coroutines of one thread wait here until another one says that something has changed.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <list>

namespace homigo::load {

class condition {
public:
  using time_point = std::chrono::steady_clock::time_point;

  explicit condition(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}
  condition(const condition&) = delete;
  condition& operator=(const condition&) = delete;

  /// Wakes everybody who waits at this moment.
  void notify();
  /// Until the next notify() or the deadline.
  boost::asio::awaitable<void> wait(time_point deadline = time_point::max());

  /// Whether `holds` came true before the deadline.
  template <class Predicate>
  boost::asio::awaitable<bool> wait_for(Predicate holds, time_point deadline) {
    while (!holds()) {
      if (std::chrono::steady_clock::now() >= deadline) co_return false;
      co_await wait(deadline);
    }
    co_return true;
  }

private:
  boost::asio::any_io_executor executor_;
  std::list<boost::asio::steady_timer*> waiting_;
};

}  // namespace homigo::load
