#include "http/pipeline/worker_pool.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>
#include <future>
#include <thread>

#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::http::worker_pool_test {
namespace {

BOOST_AUTO_TEST_SUITE(http_worker_pool)

BOOST_AUTO_TEST_CASE(a_full_queue_refuses_and_its_delay_grows) {
  worker_pool pool{1, 1};
  std::promise<void> started, gate;
  BOOST_TEST(pool.submit([&] { started.set_value(), gate.get_future().wait(); }));
  started.get_future().wait();
  BOOST_TEST(pool.queue_delay().count() == 0);
  std::promise<void> ran;
  BOOST_TEST(pool.submit([&] { ran.set_value(); }));
  BOOST_TEST(!pool.submit([] {}));
  while (pool.queue_delay().count() < 2) std::this_thread::yield();
  gate.set_value();
  ran.get_future().wait();
}

BOOST_AUTO_TEST_CASE(stopping_drops_what_is_queued) {
  worker_pool pool{1, 10};
  std::promise<void> started, gate;
  std::atomic<bool> ran{false};
  BOOST_REQUIRE(pool.submit([&] { started.set_value(), gate.get_future().wait(); }));
  started.get_future().wait();
  BOOST_REQUIRE(pool.submit([&] { ran = true; }));
  while (pool.queue_delay().count() == 0) std::this_thread::yield();
  std::thread stopper{[&] { pool.stop(); }};
  while (pool.queue_delay().count() != 0) std::this_thread::yield();
  gate.set_value();
  stopper.join();
  BOOST_TEST(!ran);
}

BOOST_AUTO_TEST_CASE(a_job_of_a_request_knows_until_when_it_must_be_done) {
  using domain::work_deadline;
  worker_pool pool{1, 1};
  boost::asio::io_context io;
  const auto asked = std::chrono::steady_clock::now();
  work_deadline::moment until{};
  const auto ask = [&]() -> boost::asio::awaitable<void> {
    std::function<void()> job = [&] { until = work_deadline::current(); };
    co_await pool.perform(std::move(job));
  };
  boost::asio::co_spawn(io, ask, boost::asio::detached);
  io.run();
  BOOST_TEST((until > asked && until < asked + std::chrono::seconds{10}));
  BOOST_TEST((work_deadline::current() == work_deadline::moment::max()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::worker_pool_test
