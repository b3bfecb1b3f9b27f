#include "domain/kernel/threads/thread.hpp"

#include <pthread.h>

#include <boost/test/unit_test.hpp>
#include <future>

namespace thread_test {

using namespace homigo;

BOOST_AUTO_TEST_SUITE(threads)

BOOST_AUTO_TEST_CASE(a_thread_is_listed_under_its_name_while_it_runs) {
  std::promise<std::string> shown;
  std::promise<void> end;
  {
    const auto thread = domain::start_thread("reader of long names", [&](const std::stop_token&) {
      char name[32] = {};
      pthread_getname_np(pthread_self(), name, sizeof name);
      shown.set_value(name);
      end.get_future().wait();
    });
    BOOST_TEST(shown.get_future().get() == "reader of long ");
    BOOST_TEST(domain::running_threads().at("reader of long names") == 1);
    end.set_value();
  }
  BOOST_TEST(domain::running_threads().count("reader of long names") == 0U);
}

BOOST_AUTO_TEST_CASE(a_thread_that_goes_is_asked_to_stop) {
  std::promise<void> stopped;
  {
    const auto thread = domain::start_thread("waiter", [&](const std::stop_token& stop) {
      while (!stop.stop_requested()) std::this_thread::yield();
      stopped.set_value();
    });
  }
  BOOST_TEST((stopped.get_future().wait_for(std::chrono::seconds{0}) == std::future_status::ready));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace thread_test
