// The edge through real sockets: what a well-behaved client sees.
#include "http/server/listener.hpp"

#include <boost/test/unit_test.hpp>

#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::listener_test {
namespace {

using testing::raw_client;
using testing::sample_edge;

const std::string active = "Authorization: Bearer active\r\n";
const std::string an_item = "/api/v1/items/0190d5a0-0000-7000-8000-000000000001";

struct served {
  sample_edge edge;
  raw_client client{edge.port()};
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

BOOST_FIXTURE_TEST_SUITE(http_listener, served)

BOOST_AUTO_TEST_CASE(one_connection_serves_many_requests) {
  for (int i = 0; i < 3; ++i) {
    const auto a = client.ask("GET /hello");
    BOOST_TEST(a.status == 200U);
    BOOST_TEST(a.body == R"({"hello":"world"})");
    BOOST_TEST(!a.has("Connection: close"));
  }
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_order) {
  client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\nPOST /api/v1/echo HTTP/1.1\r\nHost: a\r\n" + active +
              "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"title\":\"a\"}GET /nowhere "
              "HTTP/1.1\r\nHost: a\r\n\r\n");
  BOOST_TEST(client.answer().status == 200U);
  BOOST_TEST(client.answer().status == 201U);
  BOOST_TEST(client.answer().status == 404U);
}

BOOST_AUTO_TEST_CASE(http_1_0_and_connection_close_end_after_one_answer) {
  client.send("GET /hello HTTP/1.0\r\n\r\n");
  BOOST_TEST(client.answer().head.starts_with("HTTP/1.0 200 OK"));
  BOOST_TEST(client.is_closed());
  raw_client other{edge.port()};
  BOOST_TEST(other.ask("GET /hello", "Connection: close\r\n").has("Connection: close"));
  BOOST_TEST(other.is_closed());
}

BOOST_AUTO_TEST_CASE(head_has_the_length_but_no_body) {
  const auto a = client.ask("HEAD /hello");
  BOOST_TEST(a.status == 200U);
  BOOST_TEST(a.header("Content-Length") == "17");
  BOOST_TEST(client.ask("GET /hello").body.size() == 17U);
}

BOOST_AUTO_TEST_CASE(a_wrong_method_is_405_with_allow_and_options_says_it_too) {
  const auto a = client.ask("DELETE /hello");
  BOOST_TEST(a.status == 405U);
  BOOST_TEST(a.header("Allow") == "GET, HEAD, OPTIONS");
  BOOST_TEST(client.ask("BREW /hello").status == 405U);
  const auto options = client.ask("OPTIONS /hello");
  BOOST_TEST(options.status == 204U);
  BOOST_TEST(options.header("Allow") == "GET, HEAD, OPTIONS");
}

BOOST_AUTO_TEST_CASE(request_ids_are_kept_when_lawful_and_made_otherwise) {
  BOOST_TEST(client.ask("GET /hello", "X-Request-Id: abc-1_2\r\n").header("X-Request-Id") == "abc-1_2");
  BOOST_TEST(client.ask("GET /hello", "X-Request-Id: a b\r\n").header("X-Request-Id").size() == 36U);
  const auto missing = client.ask("GET /nowhere", "X-Request-Id: r9\r\n");
  BOOST_TEST(contains(missing.body, R"("request_id":"r9")"));
  BOOST_TEST(missing.header("Content-Type") == "application/problem+json");
}

BOOST_AUTO_TEST_CASE(long_answers_are_compressed_and_known_ones_are_304) {
  const auto packed = client.ask("GET /api/v1/big", "Accept-Encoding: gzip\r\n");
  BOOST_TEST(packed.header("Content-Encoding") == "gzip");
  BOOST_TEST(packed.body.size() < 200U);
  const auto known = client.ask("GET /api/v1/big", "If-None-Match: " + packed.header("ETag") + "\r\n");
  BOOST_TEST(known.status == 304U);
  BOOST_TEST(known.header("Content-Length").empty());
}

BOOST_AUTO_TEST_CASE(revisions_are_etags_and_if_match_is_heard) {
  const auto tag = client.ask("GET " + an_item, active).header("ETag");
  BOOST_TEST(tag.starts_with("\"7-"));
  BOOST_TEST(client.ask("GET " + an_item, active + "If-None-Match: " + tag + "\r\n").status == 304U);
  BOOST_TEST(client.ask("GET " + an_item, active + "If-None-Match: \"7-0\"\r\n").status == 200U);
  BOOST_TEST(client.ask("PUT " + an_item, active + "If-Match: \"6\"\r\n", "{}").status == 412U);
  for (const auto& current : {tag, std::string{R"("7")"}, std::string{R"("7-of another moment")"}})
    BOOST_TEST(client.ask("PUT " + an_item, active + "If-Match: " + current + "\r\n", R"({"count":null})").body ==
               R"({"title":"old","count":null,"tags":[]})");
}

BOOST_AUTO_TEST_CASE(bodies_are_checked_and_every_error_is_told) {
  BOOST_TEST(client.ask("POST /api/v1/echo", active, "{\"title\":").status == 400U);
  const auto invalid = client.ask("POST /api/v1/echo", active, R"({"title":"","count":10})");
  BOOST_TEST(invalid.status == 422U);
  BOOST_TEST(contains(invalid.body, R"("pointer":"/title")"));
  BOOST_TEST(contains(invalid.body, R"("pointer":"/count")"));
  client.send("POST /api/v1/echo HTTP/1.1\r\nHost: a\r\n" + active +
              "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
  BOOST_TEST(client.answer().status == 415U);
  BOOST_TEST(client.ask("GET /api/v1/search?limit=0").status == 422U);
  BOOST_TEST(client.ask("GET /api/v1/search?limit=1&limit=2").status == 400U);
  BOOST_TEST(client.ask("GET /api/v1/search?limit=7").body == "7");
}

BOOST_AUTO_TEST_CASE(tokens_decide_who_may_do_what) {
  const auto status = [&](std::string_view line, std::string_view token) {
    return client.ask(line, token.empty() ? "" : "Authorization: Bearer " + std::string{token} + "\r\n").status;
  };
  const auto read = "GET " + an_item;
  BOOST_TEST(client.ask(read).header("WWW-Authenticate") == "Bearer");
  BOOST_TEST(status(read, "wrong") == 401U);
  BOOST_TEST(status(read, "cached") == 200U);
  BOOST_TEST(status(read, "pending") == 403U);
  BOOST_TEST(status(read, "away") == 503U);
  BOOST_TEST(status("GET /api/v1/ops/x", "active") == 403U);
  BOOST_TEST(status("GET /api/v1/ops/x", "operator") == 200U);
  BOOST_TEST(status("GET /api/v1/ops/x", "clerk") == 403U);
  BOOST_TEST(status("GET /api/v1/search", "clerk") == 200U);
  BOOST_TEST(status("GET /api/v1/search", "") == 200U);
  BOOST_TEST(status("GET /api/v1/search", "wrong") == 401U);
  BOOST_TEST(client.ask(read, "Authorization: Basic active\r\n").status == 401U);
}

BOOST_AUTO_TEST_CASE(an_operator_of_whatever_role_is_no_person) {
  constexpr unsigned text = 1;
  for (const std::string token : {"operator", "clerk"}) {
    const auto bearer = "Authorization: Bearer " + token + "\r\n";
    BOOST_TEST(client.ask("GET " + an_item, bearer).status == 403U);
    BOOST_TEST(client.ask("DELETE " + an_item, bearer).status == 403U);
    BOOST_TEST(raw_client{edge.port()}.upgrade(bearer).status == 403U);
    raw_client by_frame{edge.port()};
    BOOST_TEST(by_frame.upgrade().status == 101U);
    by_frame.send_frame(text, R"({"op":"auth","token":")" + token + R"("})");
    BOOST_TEST(by_frame.frame().payload.find("token_unknown") != std::string::npos);
    BOOST_TEST(by_frame.frame().close_code() == 1008U);
  }
}

BOOST_AUTO_TEST_CASE(coroutine_handlers_answer_and_their_exceptions_are_problems) {
  BOOST_TEST(client.ask("POST /api/v1/asked", active, R"({"title":"a"})").body ==
             R"({"title":"a","count":null,"tags":[]})");
  const auto away = client.ask("POST /api/v1/asked", active, R"({"title":"away"})");
  BOOST_TEST(away.status == 503U);
  BOOST_TEST(away.header("Retry-After") == "1");
  const auto thrown = client.ask("POST /api/v1/echo", active, R"({"title":"throw"})");
  BOOST_TEST(thrown.status == 500U);
  BOOST_TEST(!contains(thrown.body, "secret"));
}

BOOST_AUTO_TEST_CASE(a_limited_route_counts_down_and_then_refuses) {
  BOOST_TEST(client.ask("GET /api/v1/limited").header("RateLimit-Remaining") == "1");
  client.ask("GET /api/v1/limited");
  const auto refused = client.ask("GET /api/v1/limited");
  BOOST_TEST(refused.status == 429U);
  BOOST_TEST(refused.header("Retry-After") == "30");
  BOOST_TEST(refused.header("RateLimit-Limit") == "2");
}

BOOST_AUTO_TEST_CASE(multipart_bodies_reach_their_handler) {
  const std::string photo(50'000, 'p');
  const auto body = "--b\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\n" + photo + "\r\n--b--\r\n";
  client.send("POST /api/v1/upload HTTP/1.1\r\nHost: a\r\n" + active +
              "Content-Type: multipart/form-data; boundary=b\r\n" + "Content-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  BOOST_TEST(client.answer().body == "50000");
}

BOOST_AUTO_TEST_CASE(the_document_is_served_and_answers_are_counted) {
  BOOST_TEST(contains(client.ask("GET /api/v1/openapi.json").body, "\"openapi\":\"3.1.0\""));
  BOOST_TEST(edge.metrics().text().find("route=\"GET /api/v1/openapi.json\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(draining_finishes_what_is_in_flight_and_lets_nobody_in) {
  client.request("POST /api/v1/gate");
  edge.at_gate.get_future().wait();
  raw_client idle{edge.port()};
  idle.ask("GET /hello");
  std::promise<void> gone;
  edge.listener().drain(std::chrono::seconds{30}, [&] { gone.set_value(); });
  BOOST_TEST(idle.is_closed());
  BOOST_CHECK_THROW(raw_client{edge.port()}, std::runtime_error);
  edge.gate.set_value();
  const auto last = client.answer();
  BOOST_TEST(last.status == 204U);
  BOOST_TEST(last.has("Connection: close"));
  BOOST_TEST(client.is_closed());
  client.hang_up();
  gone.get_future().wait();
}

BOOST_AUTO_TEST_CASE(draining_ends_by_force_at_its_deadline) {
  client.request("POST /api/v1/gate");
  edge.at_gate.get_future().wait();
  edge.listener().drain(std::chrono::milliseconds{20}, [] {});
  BOOST_TEST(client.is_closed());
  edge.gate.set_value();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::listener_test
