#include "http/pipeline/edge_metrics.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

namespace homigo::http::edge_metrics_test {
namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(http_edge_metrics)

BOOST_AUTO_TEST_CASE(what_threads_have_counted_is_summed_by_route_and_status) {
  metrics::registry all;
  edge_metrics edge{all};
  const auto count = [&] {
    for (int i = 0; i < 1000; ++i) edge.count("GET /b", 200, 1500us);
    edge.count("GET /a", 429, 10s);
    edge.count("GET /a", 503, 1ms);
  };
  std::thread other{count};
  count();
  other.join();
  const auto text = all.text();
  const auto has = [&](const std::string& line) { return text.find('\n' + line + '\n') != text.npos; };
  const std::string name = "homigo_http_request_duration_seconds";
  BOOST_TEST(has(name + R"(_count{route="GET /b",status="200"} 2000)"), text);
  BOOST_TEST(has(name + R"(_bucket{route="GET /b",status="200",le="0.001"} 0)"));
  BOOST_TEST(has(name + R"(_bucket{route="GET /b",status="200",le="0.002"} 2000)"));
  BOOST_TEST(has(name + R"(_sum{route="GET /a",status="429"} 20)"));
  BOOST_TEST(has(name + R"(_bucket{route="GET /a",status="429",le="5"} 0)"));
  BOOST_TEST(has(name + R"(_bucket{route="GET /a",status="429",le="+Inf"} 2)"));
  BOOST_TEST(has("homigo_http_rate_limited_total 2"));
  BOOST_TEST(has("homigo_http_shed_total 2"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::edge_metrics_test
