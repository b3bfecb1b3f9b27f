#include "domain/kernel/threads/work_deadline.hpp"

#include <boost/test/unit_test.hpp>

#include "domain/kernel/errors/unavailable.hpp"

namespace work_deadline_test {

using namespace homigo;
using namespace std::chrono_literals;
using domain::work_deadline;

BOOST_AUTO_TEST_SUITE(work_deadlines)

BOOST_AUTO_TEST_CASE(work_has_all_the_time_until_its_stop_is_asked_for_and_a_grace_from_there) {
  std::stop_source source;
  const work_deadline limit{source.get_token(), 1h};
  BOOST_TEST((work_deadline::current() == work_deadline::moment::max()));
  const auto asked = std::chrono::steady_clock::now();
  source.request_stop();
  BOOST_TEST((work_deadline::current() >= asked + 1h));
  BOOST_TEST((work_deadline::current() < asked + 2h));
  BOOST_TEST(!work_deadline::has_passed());
}

BOOST_AUTO_TEST_CASE(work_that_begins_after_the_stop_has_the_grace_alone) {
  std::stop_source source;
  source.request_stop();
  const work_deadline limit{source.get_token(), 0ms};
  BOOST_TEST(work_deadline::has_passed());
  BOOST_CHECK_THROW(work_deadline::expect_time_left(), domain::unavailable);
}

BOOST_AUTO_TEST_CASE(a_scope_inside_of_another_holds_in_its_place) {
  std::stop_source source;
  source.request_stop();
  const work_deadline outer{source.get_token(), 0ms};
  {
    const work_deadline inner{work_deadline::moment::max()};
    BOOST_TEST(!work_deadline::has_passed());
    BOOST_TEST(work_deadline::innermost() == &inner);
  }
  BOOST_TEST(work_deadline::has_passed());
  BOOST_TEST(work_deadline::innermost() == &outer);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace work_deadline_test
