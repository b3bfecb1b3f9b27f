#include "http/pipeline/edge_metrics.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

namespace homigo::http::edge_metrics_test {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(http_edge_metrics)

BOOST_AUTO_TEST_CASE(what_threads_have_counted_is_summed_by_route_and_status) {
  edge_metrics metrics;
  const auto count = [&] {
    for (int i = 0; i < 1000; ++i) metrics.count("GET /b", 200, 1500us);
    metrics.count("GET /a", 404, 10s);
    metrics.count("GET /a", 200, 1ms);
  };
  std::thread other{count};
  count();
  other.join();
  const auto all = metrics.snapshot();
  BOOST_REQUIRE(all.size() == 3U);
  BOOST_TEST(all[0].route == "GET /a");
  BOOST_TEST(all[0].status == 200U);
  BOOST_TEST(all[0].buckets[0] == 2U);
  BOOST_TEST(all[1].status == 404U);
  BOOST_TEST(all[1].count == 2U);
  BOOST_TEST(all[1].total_ms == 20'000.0);
  BOOST_TEST(all[2].count == 2000U);
  BOOST_TEST(all[2].buckets[1] == 2000U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::edge_metrics_test
