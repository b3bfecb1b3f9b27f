#include "domain/kernel/bounds/attempt_counter.hpp"

#include <boost/test/unit_test.hpp>

namespace attempt_counter_test {

using namespace homigo::domain;
using namespace std::chrono_literals;

namespace {

constexpr instant start{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

struct counted {
  attempt_rule rule;
  attempt_counter counter{start, 0, start - 24h};

  /// How long to wait; zero when it was taken.
  std::chrono::milliseconds take(instant now) {
    counter = seen_at(counter, rule, now);
    const auto wait = waiting_time(counter, rule, now);
    if (wait == 0ms) ++counter.taken, counter.last_at = now;
    return wait;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(attempt_counters)

BOOST_AUTO_TEST_CASE(a_request_that_is_overtaken_by_one_with_a_later_clock_is_counted_and_not_refused) {
  counted all{{10, 1h, 0s}};
  BOOST_CHECK(all.take(start + 5ms) == 0ms);
  BOOST_CHECK(all.take(start + 1ms) == 0ms);
  BOOST_TEST(all.counter.taken == 2);
}

BOOST_AUTO_TEST_CASE(a_clock_that_steps_back_costs_at_most_the_window) {
  counted all{{2, 1h, 30s}};
  const auto ahead = start + 48h;
  BOOST_CHECK(all.take(ahead) == 0ms);
  BOOST_CHECK(all.take(ahead + 30s) == 0ms);
  BOOST_CHECK(all.take(start) == 1h);
  BOOST_CHECK(all.take(start + 30min) == 30min);
  BOOST_CHECK(all.take(start + 1h) == 0ms);
}

BOOST_AUTO_TEST_CASE(the_pause_holds_across_the_end_of_a_window) {
  counted all{{5, 1h, 30s}};
  BOOST_CHECK(all.take(start) == 0ms);
  BOOST_CHECK(all.take(start + 59min + 50s) == 0ms);
  BOOST_CHECK(all.take(start + 1h) == 20s);
  BOOST_CHECK(all.take(start + 1h + 20s) == 0ms);
}

BOOST_AUTO_TEST_CASE(an_exhausted_counter_says_when_its_window_ends) {
  counted all{{1, 15min, 0s}};
  BOOST_CHECK(all.take(start) == 0ms);
  BOOST_CHECK(all.take(start + 5min) == 10min);
  BOOST_CHECK(all.take(start + 15min) == 0ms);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace attempt_counter_test
