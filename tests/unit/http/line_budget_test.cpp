#include "http/server/line_budget.hpp"

#include <boost/test/unit_test.hpp>

namespace line_budget_test {

using homigo::http::line_budget;

BOOST_AUTO_TEST_SUITE(line_budgets)

BOOST_AUTO_TEST_CASE(a_second_takes_so_many_lines_and_the_next_one_tells_how_many_were_left_out) {
  line_budget budget;
  budget.limit(3);
  int taken = 0;
  for (int i = 0; i < 10; ++i) taken += budget.take(7).taken ? 1 : 0;
  BOOST_TEST(taken == 3);
  const auto next = budget.take(8);
  BOOST_TEST(next.taken);
  BOOST_TEST(next.left_out == 7);
  BOOST_TEST(budget.take(8).left_out == 0);
}

BOOST_AUTO_TEST_CASE(a_quiet_second_leaves_nothing_out) {
  line_budget budget;
  budget.limit(3);
  for (int i = 0; i < 3; ++i) BOOST_TEST(budget.take(1).taken);
  BOOST_TEST(budget.take(2).left_out == 0);
}

BOOST_AUTO_TEST_CASE(a_budget_of_nothing_takes_nothing_and_tells_nothing) {
  line_budget budget;
  budget.limit(0);
  for (int second = 0; second < 3; ++second) {
    const auto verdict = budget.take(second);
    BOOST_TEST(!verdict.taken);
    BOOST_TEST(verdict.left_out == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace line_budget_test
