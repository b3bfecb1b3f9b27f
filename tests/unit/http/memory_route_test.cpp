// Routes that answer from memory, before any worker is asked.
#include <boost/test/unit_test.hpp>

#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::memory_route_test {
namespace {

using testing::raw_client;
using testing::sample_edge;

struct one_worker {
  static settings with_one_worker() {
    auto s = testing::short_settings();
    s.worker_threads = 1;
    return s;
  }
  sample_edge edge{with_one_worker()};
  raw_client client{edge.port()};
};

const std::string path = "GET /api/v1/remembered";

BOOST_FIXTURE_TEST_SUITE(http_memory_route, one_worker)

BOOST_AUTO_TEST_CASE(what_is_in_memory_is_answered_while_no_worker_is_free) {
  raw_client at_gate{edge.port()};
  at_gate.request("POST /api/v1/gate");
  edge.at_gate.get_future().wait();
  const auto a = client.ask(path);
  BOOST_TEST(a.body == R"("memory")");
  BOOST_TEST(a.header("ETag").starts_with("\"3-"));
  BOOST_TEST(client.ask(path, "If-None-Match: " + a.header("ETag") + "\r\n").status == 304U);
  edge.gate.set_value();
}

BOOST_AUTO_TEST_CASE(what_is_not_in_memory_is_asked_of_a_worker) {
  edge.remembers = false;
  const auto a = client.ask(path);
  BOOST_TEST(a.body == R"("worker")");
  BOOST_TEST(a.header("ETag").starts_with("\"3-"));
}

BOOST_AUTO_TEST_CASE(refusals_and_exceptions_from_memory_are_problems) {
  BOOST_TEST(client.ask(path, "X-Refuse: 1\r\n").status == 403U);
  const auto thrown = client.ask(path, "X-Throw: 1\r\n");
  BOOST_TEST(thrown.status == 500U);
  BOOST_TEST(thrown.body.find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::memory_route_test
