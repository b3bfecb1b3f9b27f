#include "domain/matching/super_like_quota.hpp"

#include <boost/test/unit_test.hpp>

namespace super_like_quota_test {

using namespace homigo::domain;

BOOST_AUTO_TEST_SUITE(super_like_quota)

BOOST_AUTO_TEST_CASE(the_day_in_india_begins_at_half_past_six_in_the_evening_utc) {
  BOOST_TEST((india_day_start(*parse_instant("2026-11-22T18:29:59.999Z")) == *parse_instant("2026-11-21T18:30:00Z")));
  BOOST_TEST((india_day_start(*parse_instant("2026-11-22T18:30:00Z")) == *parse_instant("2026-11-22T18:30:00Z")));
}

BOOST_AUTO_TEST_CASE(one_super_like_too_many_waits_for_the_next_day_in_india) {
  const auto refused = super_like_quota_exceeded(*parse_instant("2026-11-22T10:15:30Z"));
  BOOST_TEST((refused.code == errc::quota_exceeded));
  BOOST_TEST(refused.retry_after->count() == 8 * 3600 + 14 * 60 + 30);
}

BOOST_AUTO_TEST_CASE(the_wait_is_rounded_up_so_that_it_never_ends_too_early) {
  const auto refused = super_like_quota_exceeded(*parse_instant("2026-11-22T18:29:59.999Z"));
  BOOST_TEST(refused.retry_after->count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace super_like_quota_test
