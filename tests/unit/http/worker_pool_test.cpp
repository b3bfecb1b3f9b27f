#include "http/worker_pool.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <future>
#include <thread>

namespace homigo::http {
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
  pool.submit([&] { started.set_value(), gate.get_future().wait(); });
  started.get_future().wait();
  pool.submit([&] { ran = true; });
  while (pool.queue_delay().count() == 0) std::this_thread::yield();
  std::thread stopper{[&] { pool.stop(); }};
  while (pool.queue_delay().count() != 0) std::this_thread::yield();
  gate.set_value();
  stopper.join();
  BOOST_TEST(!ran);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http
