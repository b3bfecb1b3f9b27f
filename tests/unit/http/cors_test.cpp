// Which pages a browser lets talk to the server, through real sockets and by the policy alone.
#include "http/pipeline/cors.hpp"

#include <boost/test/unit_test.hpp>

#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::cors_test {
namespace {

using testing::raw_client;
using testing::sample_edge;
using testing::short_settings;

settings with_origins(std::string origins) {
  auto with = short_settings();
  with.cors_origins = std::move(origins);
  return with;
}

struct listed {
  sample_edge edge{with_origins("https://app.example.in, http://localhost:5173")};
  raw_client client{edge.port()};
};

constexpr auto echo = "OPTIONS /api/v1/echo";
const std::string asks_first = "Access-Control-Request-Method: POST\r\n";

BOOST_AUTO_TEST_SUITE(http_cors)

BOOST_FIXTURE_TEST_CASE(a_listed_page_may_ask_first_and_is_told_what_it_may_send, listed) {
  const auto said = client.ask(echo, asks_first + "Origin: https://app.example.in\r\n");
  BOOST_TEST(said.status == 204U);
  BOOST_TEST(said.header("Access-Control-Allow-Origin") == "https://app.example.in");
  BOOST_TEST(said.header("Access-Control-Allow-Methods").find("POST") != std::string::npos);
  BOOST_TEST(said.header("Access-Control-Allow-Headers").find("Idempotency-Key") != std::string::npos);
  BOOST_TEST(said.header("Vary") == "Origin");
}

BOOST_FIXTURE_TEST_CASE(a_page_that_is_not_listed_is_told_nothing, listed) {
  const auto said = client.ask(echo, asks_first + "Origin: https://evil.example\r\n");
  BOOST_TEST(said.header("Access-Control-Allow-Origin").empty());
  BOOST_TEST(said.header("Access-Control-Allow-Methods").empty());
}

BOOST_FIXTURE_TEST_CASE(refusals_too_can_be_read_by_a_listed_page, listed) {
  const auto said = client.ask("GET /api/v1/nothing", "Origin: http://localhost:5173\r\n");
  BOOST_TEST(said.status == 404U);
  BOOST_TEST(said.header("Access-Control-Allow-Origin") == "http://localhost:5173");
  BOOST_TEST(said.header("Access-Control-Expose-Headers").find("Retry-After") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_the_setting_no_page_of_another_origin_is_admitted) {
  sample_edge edge;
  raw_client client{edge.port()};
  const auto said = client.ask(echo, asks_first + "Origin: https://app.example.in\r\n");
  BOOST_TEST(said.header("Access-Control-Allow-Origin").empty());
}

BOOST_AUTO_TEST_CASE(a_star_admits_every_page_without_credentials) {
  sample_edge edge{with_origins("*")};
  raw_client client{edge.port()};
  const auto said = client.ask(echo, asks_first + "Origin: https://any.example\r\n");
  BOOST_TEST(said.header("Access-Control-Allow-Origin") == "*");
  BOOST_TEST(said.header("Access-Control-Allow-Credentials").empty());
}

BOOST_FIXTURE_TEST_CASE(a_websocket_of_a_foreign_page_is_refused_and_of_a_listed_one_accepted, listed) {
  BOOST_TEST(client.upgrade("Authorization: Bearer active\r\nOrigin: https://evil.example\r\n").status == 403U);
  raw_client second{edge.port()};
  BOOST_TEST(second.upgrade("Authorization: Bearer active\r\nOrigin: https://app.example.in\r\n").status == 101U);
}

BOOST_AUTO_TEST_CASE(a_websocket_of_the_servers_own_pages_needs_no_setting) {
  request asked;
  asked.headers = {{"host", "Homigo.example:8080"}, {"origin", "http://homigo.example:8080"}};
  BOOST_TEST(cors_policy{""}.admits_upgrade(asked));
  asked.headers.back().second = "http://homigo.example";
  BOOST_TEST(!cors_policy{""}.admits_upgrade(asked));
}

BOOST_AUTO_TEST_CASE(what_is_no_origin_is_named) {
  for (const auto* wrong : {"app.example.in", "https://a.in/path", "https://*.example.in", "*, https://a.in"})
    BOOST_TEST(!cors_policy::complaint(wrong).empty(), wrong);
  for (const auto* right : {"", "*", "https://a.in", "https://a.in,http://b.in:3000"})
    BOOST_TEST(cors_policy::complaint(right).empty(), right);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::cors_test
