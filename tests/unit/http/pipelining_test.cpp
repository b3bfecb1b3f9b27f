// Requests that come together: their answers leave together, in order, and no more is made than the client takes.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::pipelining_test {
namespace {

using testing::raw_client;
using testing::sample_edge;

const std::string from_memory = "GET /api/v1/remembered HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string from_worker = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

struct served {
  sample_edge edge;
  raw_client client{edge.port()};
};

BOOST_FIXTURE_TEST_SUITE(http_pipelining, served)

BOOST_AUTO_TEST_CASE(answers_from_memory_and_from_workers_keep_their_order) {
  client.send(from_memory + from_memory + from_worker + from_memory + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.answer().body == R"("memory")");
  BOOST_TEST(client.answer().body == R"("memory")");
  BOOST_TEST(client.answer().body == R"({"hello":"world"})");
  BOOST_TEST(client.answer().body == R"("memory")");
  BOOST_TEST(client.answer().status == 404U);
}

BOOST_AUTO_TEST_CASE(an_answer_does_not_wait_for_a_request_that_is_half_here) {
  client.send(from_memory + "GET /hel");
  BOOST_TEST(client.answer().body == R"("memory")");
  client.send("lo HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.answer().body == R"({"hello":"world"})");
}

BOOST_AUTO_TEST_CASE(an_answer_does_not_wait_for_the_next_one_that_takes_long) {
  client.send(from_memory + "POST /api/v1/gate HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.answer().body == R"("memory")");
  edge.gate.set_value();
  BOOST_TEST(client.answer().status == 204U);
}

BOOST_AUTO_TEST_CASE(a_client_that_reads_late_gets_every_byte) {
  constexpr int many = 100;
  std::string asked;
  for (int i = 0; i < many; ++i) asked += "GET /api/v1/remembered HTTP/1.1\r\nHost: a\r\nX-Length: 200000\r\n\r\n";
  client.send(asked + from_memory);
  for (int i = 0; i < many; ++i) BOOST_TEST_REQUIRE(client.answer().body == std::string(200'000, 'x'));
  BOOST_TEST(client.answer().body == R"("memory")");
}

BOOST_AUTO_TEST_CASE(many_small_answers_are_collected_and_all_arrive) {
  std::string asked;
  for (int i = 0; i < 2000; ++i) asked += from_memory;
  client.send(asked);
  for (int i = 0; i < 2000; ++i) BOOST_TEST_REQUIRE(client.answer().body == R"("memory")");
}

BOOST_AUTO_TEST_CASE(after_connection_close_nothing_more_is_answered) {
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + from_memory);
  BOOST_TEST(client.answer().has("Connection: close"));
  BOOST_TEST(client.is_closed());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_client_that_reads_nothing_is_cut_off) {
  auto s = testing::short_settings();
  s.write_timeout_ms = 50;
  sample_edge edge{s};
  raw_client client{edge.port()};
  std::string asked;
  for (int i = 0; i < 100; ++i) asked += "GET /api/v1/remembered HTTP/1.1\r\nHost: a\r\nX-Length: 1000000\r\n\r\n";
  client.send(asked);
  while (edge.listener().connections() > 0) std::this_thread::yield();
  BOOST_TEST(edge.listener().connections() == 0U);
}

}  // namespace
}  // namespace homigo::http::pipelining_test
