#include "app/requested_task.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <future>
#include <semaphore>
#include <stdexcept>

namespace homigo::app::requested_task_test {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(requested_task_suite)

BOOST_AUTO_TEST_CASE(what_was_asked_for_before_the_start_is_done) {
  std::promise<void> done;
  requested_task task{"a test's", 1h, [&] { done.set_value(); }};
  task.request();
  task.start();
  done.get_future().wait();
}

BOOST_AUTO_TEST_CASE(requests_that_come_while_it_rests_wait_for_the_end_of_the_rest) {
  std::atomic<int> times{0};
  std::promise<void> first;
  requested_task task{"a test's", 1h, [&] {
                        if (++times == 1) first.set_value();
                      }};
  task.start();
  task.request();
  first.get_future().wait();
  for (int i = 0; i < 1000; ++i) task.request();
  task.stop();
  BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_CASE(work_that_fails_is_done_again_without_another_request) {
  std::counting_semaphore<> tries{0};
  std::atomic<int> times{0};
  requested_task task{"a test's", 1ms, [&] {
                        tries.release();
                        if (++times < 3) throw std::runtime_error{"as the test wants it"};
                      }};
  task.start();
  task.request();
  for (int i = 0; i < 3; ++i) tries.acquire();
  task.stop();
  BOOST_TEST(times == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::app::requested_task_test
