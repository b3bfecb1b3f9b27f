#include "bench/load/crowd.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>

#include "bench/load/condition.hpp"

namespace homigo::load {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

/// Lives in the frame of run_crowd until the last worker has ended.
struct crowd {
  std::size_t count;
  std::function<awaitable<void>(std::size_t)> work;
  condition ended;
  std::size_t next = 0;
  std::size_t running = 0;
  std::exception_ptr first_failure;
};

awaitable<void> work_on(crowd& all) {
  while (all.next < all.count) {
    const auto mine = all.next++;
    try {
      co_await all.work(mine);
    } catch (...) {
      if (!all.first_failure) all.first_failure = std::current_exception();
    }
  }
}

}  // namespace

awaitable<void> run_crowd(std::size_t at_once, std::size_t count, std::function<awaitable<void>(std::size_t)> work) {
  const auto executor = co_await asio::this_coro::executor;
  crowd all{count, std::move(work), condition{executor}, 0, std::min(at_once, count), nullptr};
  for (std::size_t i = std::min(at_once, count); i > 0; --i)
    asio::co_spawn(executor, work_on(all), [&all](std::exception_ptr) {
      if (--all.running == 0) all.ended.notify();
    });
  while (all.running > 0) co_await all.ended.wait();
  if (all.first_failure) std::rethrow_exception(all.first_failure);
}

}  // namespace homigo::load
