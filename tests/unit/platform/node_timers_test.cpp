#include "platform/node_timers.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <future>
#include <semaphore>
#include <stdexcept>

#include "domain/kernel/threads/thread.hpp"
#include "domain/kernel/threads/work_deadline.hpp"

namespace homigo::platform::node_timers_test {
namespace {

using namespace std::chrono_literals;

struct counted_timers {
  metrics::registry metrics;

  double runs(const std::string& name, const std::string& outcome) {
    return metrics.counter("homigo_timer_runs_total", "", {{"name", name}, {"outcome", outcome}}).Value();
  }
};

BOOST_FIXTURE_TEST_SUITE(node_timers_suite, counted_timers)

BOOST_AUTO_TEST_CASE(work_comes_round_until_the_stop) {
  std::counting_semaphore<> rounds{0};
  node_timers timers{"a test's", 1, metrics};
  timers.add({"round", 1ms, [&] { rounds.release(); }});
  timers.start();
  for (int i = 0; i < 3; ++i) rounds.acquire();
  timers.stop();
  BOOST_TEST(runs("round", "succeeded") >= 3);
  BOOST_TEST(runs("round", "failed") == 0);
}

BOOST_AUTO_TEST_CASE(work_that_takes_long_holds_up_no_other_while_a_thread_is_free) {
  std::promise<void> end;
  std::counting_semaphore<> rounds{0};
  node_timers timers{"a test's", 2, metrics};
  timers.add({"slow", 0ms, [&] { end.get_future().wait(); }});
  timers.add({"quick", 1ms, [&] { rounds.release(); }});
  timers.start();
  for (int i = 0; i < 3; ++i) rounds.acquire();
  timers.request_stop();
  end.set_value();
  timers.stop();
  BOOST_TEST(runs("slow", "succeeded") == 1);
}

BOOST_AUTO_TEST_CASE(one_work_is_never_done_by_two_threads_at_once) {
  std::atomic<int> inside{0};
  std::atomic<bool> met{false};
  std::counting_semaphore<> rounds{0};
  node_timers timers{"a test's", 4, metrics};
  timers.add_requested({"alone", 0ms, [&] {
                          if (++inside > 1) met = true;
                          timers.request("alone");
                          rounds.release();
                          --inside;
                        }});
  timers.request("alone");
  timers.start();
  for (int i = 0; i < 200; ++i) rounds.acquire();
  timers.stop();
  BOOST_TEST(!met);
}

BOOST_AUTO_TEST_CASE(what_was_asked_for_before_the_start_is_done) {
  std::promise<void> done;
  node_timers timers{"a test's", 1, metrics};
  timers.add_requested({"asked", 1h, [&] { done.set_value(); }});
  timers.request("asked");
  timers.start();
  done.get_future().wait();
}

BOOST_AUTO_TEST_CASE(requests_that_come_while_it_rests_wait_for_the_end_of_the_rest) {
  std::promise<void> first;
  std::atomic<int> times{0};
  node_timers timers{"a test's", 2, metrics};
  timers.add_requested({"asked", 1h, [&] {
                          if (++times == 1) first.set_value();
                        }});
  timers.start();
  timers.request("asked");
  first.get_future().wait();
  for (int i = 0; i < 1000; ++i) timers.request("asked");
  timers.stop();
  BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_CASE(asked_for_work_that_fails_is_done_again_without_another_request) {
  std::counting_semaphore<> tries{0};
  std::atomic<int> times{0};
  node_timers timers{"a test's", 1, metrics};
  timers.add_requested({"asked", 1ms, [&] {
                          tries.release();
                          if (++times < 3) throw std::runtime_error{"as the test wants it"};
                        }});
  timers.start();
  timers.request("asked");
  for (int i = 0; i < 3; ++i) tries.acquire();
  timers.stop();
  BOOST_TEST(times == 3);
  BOOST_TEST(runs("asked", "failed") == 2);
  BOOST_TEST(runs("asked", "succeeded") == 1);
}

BOOST_AUTO_TEST_CASE(a_thread_is_shown_as_what_it_is_at) {
  std::promise<std::map<std::string, std::int32_t>> seen;
  node_timers timers{"idle", 1, metrics};
  timers.add_requested({"at work", 1h, [&] { seen.set_value(domain::running_threads()); }});
  timers.request("asked by nobody");
  timers.request("at work");
  timers.start();
  const auto threads = seen.get_future().get();
  BOOST_TEST(threads.contains("at work"));
  BOOST_TEST(!threads.contains("idle"));
  timers.stop();
  BOOST_TEST(!domain::running_threads().contains("at work"));
}

BOOST_AUTO_TEST_CASE(what_is_under_way_at_the_stop_has_a_deadline_from_there_and_has_not_failed) {
  std::promise<void> begun;
  node_timers timers{"a test's", 1, metrics};
  timers.add({"long", 0ms, [&] {
                BOOST_TEST((domain::work_deadline::current() == domain::work_deadline::moment::max()));
                begun.set_value();
                while (domain::work_deadline::current() == domain::work_deadline::moment::max())
                  std::this_thread::yield();
                throw std::runtime_error{"no time left"};
              }});
  timers.start();
  begun.get_future().wait();
  timers.stop();
  BOOST_TEST(runs("long", "failed") == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::platform::node_timers_test
