#include "metrics/latency_histogram.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::metrics::latency_histogram_test {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(latency_histograms)

BOOST_AUTO_TEST_CASE(a_histogram_adds_up_to_bounds_that_are_the_same_everywhere) {
  latency_histogram h;
  for (const auto took : {500us, 3000us, 40'000us}) h.record(took);
  constexpr std::array bounds{0.001, 0.01, 1.0};
  const auto sums = h.cumulate(bounds);
  BOOST_TEST((sums.up_to == std::vector<std::uint64_t>{1, 2, 3}));
  BOOST_TEST(sums.count == 3U);
  BOOST_TEST(sums.sum_s == 0.0435, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(an_empty_histogram_is_all_zero) {
  const latency_histogram empty;
  BOOST_TEST(empty.quantile_ms(0.5) == 0);
  BOOST_TEST(empty.quantile_ms(1) == 0);
  BOOST_TEST(empty.max_ms() == 0);
}

BOOST_AUTO_TEST_CASE(quantiles_are_never_too_low_and_at_most_a_quarter_too_high) {
  for (const auto us : {1, 2, 3, 5, 7, 8, 100, 1000, 12'345, 1'000'000, 60'000'000}) {
    latency_histogram h;
    for (int i = 0; i < 99; ++i) h.record(std::chrono::microseconds{us});
    h.record(std::chrono::microseconds{4 * us});
    const auto exact = us / 1000.0;
    BOOST_TEST(h.quantile_ms(0.5) >= exact, us);
    BOOST_TEST(h.quantile_ms(0.5) <= std::max(exact * 1.25, exact + 0.001) + 1e-9, us);
    BOOST_TEST(h.quantile_ms(0.99) == h.quantile_ms(0.5));
    BOOST_TEST(h.max_ms() == 4 * exact);
  }
}

BOOST_AUTO_TEST_CASE(a_record_out_of_range_counts_at_the_edge) {
  latency_histogram h;
  h.record(-5ns);
  BOOST_TEST(h.max_ms() == 0);
  h.record(std::chrono::hours{30});
  BOOST_TEST(h.quantile_ms(1) > 60'000);
  BOOST_TEST(h.quantile_ms(0.5) <= 0.002);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::metrics::latency_histogram_test
