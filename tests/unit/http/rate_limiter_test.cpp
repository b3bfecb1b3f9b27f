#include "http/routing/rate_limiter.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::http::rate_limiter_test {
namespace {

using namespace std::chrono_literals;

constexpr rate_limit three_a_minute{3, 60s};
constexpr rate_limiter::time_point start{};

BOOST_AUTO_TEST_SUITE(http_rate_limiter)

BOOST_AUTO_TEST_CASE(the_fourth_in_a_minute_is_refused_and_told_when_to_return) {
  rate_limiter limiter{10};
  for (unsigned left : {2U, 1U, 0U}) {
    const auto v = limiter.take("a", three_a_minute, start);
    BOOST_TEST(v.allowed);
    BOOST_TEST(v.remaining == left);
  }
  const auto refused = limiter.take("a", three_a_minute, start);
  BOOST_TEST(!refused.allowed);
  BOOST_TEST(refused.retry_after.count() == 20);
  BOOST_TEST(refused.reset.count() == 60);
  BOOST_TEST(limiter.take("a", three_a_minute, start + 20s).allowed);
  BOOST_TEST(!limiter.take("a", three_a_minute, start + 21s).allowed);
}

BOOST_AUTO_TEST_CASE(keys_do_not_share_a_bucket) {
  rate_limiter limiter{10};
  for (int i = 0; i < 3; ++i) limiter.take("a", three_a_minute, start);
  BOOST_TEST(limiter.take("b", three_a_minute, start).remaining == 2U);
}

BOOST_AUTO_TEST_CASE(the_bucket_used_longest_ago_is_forgotten_first) {
  rate_limiter limiter{2};
  for (int i = 0; i < 3; ++i) limiter.take("a", three_a_minute, start);
  limiter.take("b", three_a_minute, start);
  limiter.take("a", three_a_minute, start);
  limiter.take("c", three_a_minute, start);  // forgets b
  BOOST_TEST(!limiter.take("a", three_a_minute, start).allowed);
  BOOST_TEST(limiter.take("b", three_a_minute, start).remaining == 2U);
}

BOOST_AUTO_TEST_CASE(a_request_that_was_overtaken_is_counted_like_any_other) {
  rate_limiter limiter{10};
  BOOST_TEST(limiter.take("a", three_a_minute, start + 5s).allowed);
  BOOST_TEST(limiter.take("a", three_a_minute, start).allowed);
  BOOST_TEST(limiter.take("a", three_a_minute, start + 1s).allowed);
  BOOST_TEST(!limiter.take("a", three_a_minute, start + 2s).allowed);
}

BOOST_AUTO_TEST_CASE(what_is_charged_afterwards_goes_into_a_bounded_debt) {
  rate_limiter limiter{10};
  for (int i = 0; i < 100; ++i) limiter.charge("a", three_a_minute, start);
  const auto v = limiter.look("a", three_a_minute, start);
  BOOST_TEST(!v.allowed);
  BOOST_TEST(v.retry_after.count() == 80);
  BOOST_TEST(limiter.look("a", three_a_minute, start + 80s).allowed);
  BOOST_TEST(limiter.look("b", three_a_minute, start).remaining == 3U);
}

BOOST_AUTO_TEST_CASE(two_doors_of_one_named_limit_share_a_bucket) {
  rate_limiter limiter{10};
  constexpr rate_limit writing{2, 60s, "writing"};
  BOOST_TEST(limiter.admit(writing, "POST /messages", "somebody").has_value());
  BOOST_TEST(limiter.admit(writing, "message.send", "somebody").has_value());
  const auto refused = limiter.admit(writing, "message.send", "somebody");
  BOOST_TEST((refused.error().code == domain::errc::quota_exceeded));
  BOOST_TEST(refused.error().retry_after.value().count() > 0);
  BOOST_TEST(limiter.admit(writing, "message.send", "somebody else").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::rate_limiter_test
