#include "domain/kernel/function_ref.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>

namespace function_ref_test {

using homigo::domain::function_ref;

namespace {

int sum_of(function_ref<int(int)> each) { return each(1) + each(2); }
void call(function_ref<void()> what) { what(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(function_ref_suite)

BOOST_AUTO_TEST_CASE(what_is_called_is_the_callers_own_object) {
  int calls = 0;
  auto counted = [&calls, owned = std::make_unique<int>(10)](int n) mutable { return ++calls, *owned += n; };
  BOOST_TEST(sum_of(counted) == 11 + 13);
  BOOST_TEST(calls == 2);
  BOOST_TEST(counted(0) == 13);
}

BOOST_AUTO_TEST_CASE(a_reference_passed_on_still_calls_the_first_one) {
  const auto doubled = [](int n) { return 2 * n; };
  const function_ref<int(int)> first = doubled;
  BOOST_TEST(sum_of(first) == 6);
}

BOOST_AUTO_TEST_CASE(answers_that_nobody_asked_for_are_dropped) {
  int calls = 0;
  call([&] { return ++calls; });
  BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace function_ref_test
