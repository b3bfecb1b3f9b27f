#include "http/server/deadlines.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>
#include <optional>

namespace homigo::http::deadlines_test {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

struct one_thread {
  boost::asio::io_context io;

  void run_until(const bool& done) {
    while (!done) io.run_one();
  }
};

BOOST_FIXTURE_TEST_SUITE(http_deadlines, one_thread)

BOOST_AUTO_TEST_CASE(a_deadline_is_called_once_its_time_has_come_and_not_before) {
  bool expired = false;
  deadline limit{io.get_executor(), [&] { expired = true; }};
  const auto began = clock::now();
  limit.after(120ms);
  run_until(expired);
  BOOST_TEST((clock::now() - began >= 120ms));
}

BOOST_AUTO_TEST_CASE(what_was_called_off_moved_on_or_destroyed_is_not_called) {
  bool last = false;
  int others = 0;
  deadline off{io.get_executor(), [&] { ++others; }};
  deadline later{io.get_executor(), [&] { ++others; }};
  std::optional<deadline> gone{std::in_place, io.get_executor(), [&] { ++others; }};
  deadline limit{io.get_executor(), [&] { last = true; }};
  for (auto* each : {&off, &later, &*gone}) each->after(1ms);
  off.never();
  later.after(1h);
  gone.reset();
  limit.after(150ms);
  run_until(last);
  BOOST_TEST(others == 0);
}

BOOST_AUTO_TEST_CASE(a_deadline_may_be_set_again_by_what_it_calls) {
  bool done = false;
  int times = 0;
  std::optional<deadline> limit;
  limit.emplace(io.get_executor(), [&] {
    done = ++times == 2;
    limit->after(1ms);
  });
  limit->after(1ms);
  run_until(done);
  BOOST_TEST(times == 2);
}

BOOST_AUTO_TEST_CASE(without_deadlines_nothing_keeps_a_thread_awake) {
  bool expired = false;
  {
    deadline limit{io.get_executor(), [&] { expired = true; }};
    limit.after(1ms);
    run_until(expired);
  }
  io.run();
  BOOST_TEST(io.stopped());
}

BOOST_AUTO_TEST_CASE(a_thread_that_is_behind_says_by_how_much) {
  deadline limit{io.get_executor(), [] {}};
  BOOST_TEST((limit.lag(clock::now()) < 100ms));
  // As after a turn of the loop that took a second: the timer was due long ago.
  BOOST_TEST((limit.lag(clock::now() + 1100ms) >= 1s));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::deadlines_test
