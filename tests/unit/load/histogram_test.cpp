#include "bench/load/histogram.hpp"

#include <boost/test/unit_test.hpp>

namespace histogram_test {

using homigo::load::histogram;
using us = histogram::duration;

BOOST_AUTO_TEST_SUITE(histograms)

BOOST_AUTO_TEST_CASE(an_empty_histogram_answers_zero) {
  const histogram h;
  BOOST_TEST(h.count() == 0U);
  BOOST_TEST(h.percentile(50).count() == 0);
  BOOST_TEST(h.max().count() == 0);
}

BOOST_AUTO_TEST_CASE(short_times_are_kept_exactly) {
  histogram h;
  for (int i = 1; i <= 100; ++i) h.record(us{i});
  BOOST_TEST(h.percentile(0).count() == 1);
  BOOST_TEST(h.percentile(50).count() == 50);
  BOOST_TEST(h.percentile(99).count() == 99);
  BOOST_TEST(h.percentile(100).count() == 100);
}

BOOST_AUTO_TEST_CASE(long_times_are_told_within_one_per_cent_and_never_too_short) {
  for (std::int64_t wanted :
       {127LL, 128LL, 129LL, 255LL, 256LL, 1'000LL, 65'535LL, 65'536LL, 1'234'567LL, 3'600'000'000LL}) {
    histogram h;
    h.record(us{wanted});
    h.record(us{wanted * 2});  // so that the greatest time does not cap the answer
    const auto told = h.percentile(50).count();
    BOOST_TEST(told >= wanted);
    BOOST_TEST(told <= wanted + wanted / 100);
  }
}

BOOST_AUTO_TEST_CASE(no_percentile_exceeds_the_greatest_time) {
  histogram h;
  h.record(us{1'000'001});
  BOOST_TEST(h.percentile(99).count() == 1'000'001);
  BOOST_TEST(h.max().count() == 1'000'001);
}

BOOST_AUTO_TEST_CASE(a_rare_slow_call_shows_in_p99_only_when_it_is_one_of_a_hundred) {
  histogram h;
  for (int i = 0; i < 99; ++i) h.record(us{10});
  h.record(us{100'000});
  BOOST_TEST(h.percentile(99).count() == 10);
  BOOST_TEST(h.percentile(99.5).count() == 100'000);
  h.record(us{100'000});
  BOOST_TEST(h.percentile(99).count() == 100'000);
}

BOOST_AUTO_TEST_CASE(merging_is_recording_together) {
  histogram one, other, both;
  for (int i = 1; i <= 1000; ++i) {
    const us time{i * i};
    (i % 3 == 0 ? one : other).record(time);
    both.record(time);
  }
  one.merge(other);
  BOOST_TEST(one.count() == both.count());
  BOOST_TEST(one.max().count() == both.max().count());
  for (const double percent : {1.0, 25.0, 50.0, 90.0, 99.0, 99.9})
    BOOST_TEST(one.percentile(percent).count() == both.percentile(percent).count());
}

BOOST_AUTO_TEST_CASE(a_negative_time_counts_as_zero) {
  histogram h;
  h.record(us{-5});
  BOOST_TEST(h.count() == 1U);
  BOOST_TEST(h.percentile(100).count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace histogram_test
