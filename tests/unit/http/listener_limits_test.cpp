// The edge through real sockets: what hostile and broken clients see.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "http/routing/limits.hpp"
#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::listener_limits_test {
namespace {

using testing::raw_client;
using testing::sample_edge;
using testing::short_settings;

const std::string active = "Authorization: Bearer active\r\n";

struct served {
  sample_edge edge;
  raw_client client{edge.port()};
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A JSON body of exactly `size` bytes, most of them blanks.
std::string padded(std::size_t size) {
  const std::string start = R"({"title":"a")";
  return start + std::string(size - start.size() - 1, ' ') + '}';
}

BOOST_FIXTURE_TEST_SUITE(http_listener_limits, served)

BOOST_AUTO_TEST_CASE(a_body_at_the_limit_passes_and_one_byte_more_is_413) {
  BOOST_TEST(client.ask("POST /api/v1/echo", active, padded(1024)).status == 201U);
  const auto a = client.ask("POST /api/v1/echo", active, padded(1025));
  BOOST_TEST(a.status == 413U);
  BOOST_TEST(contains(a.body, "at most 1024 bytes (1 KiB)"));
  BOOST_TEST(a.has("Connection: close"));
}

BOOST_AUTO_TEST_CASE(a_chunked_body_is_held_to_the_same_limit) {
  const auto chunked = [&](const std::string& body) {
    raw_client sender{edge.port()};
    std::string bytes = "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\n" + active +
                        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < body.size(); at += 100) {
      const auto piece = body.substr(at, 100);
      char size[16];
      std::snprintf(size, sizeof size, "%zx\r\n", piece.size());
      bytes += size + piece + "\r\n";
    }
    sender.send(bytes + "0\r\n\r\n");
    return sender.answer();
  };
  BOOST_TEST(chunked(padded(1024)).status == 201U);
  const auto refused = chunked(padded(1025));
  BOOST_TEST(refused.status == 413U);
  BOOST_TEST(contains(refused.body, "at most 1024 bytes (1 KiB)"));
}

BOOST_AUTO_TEST_CASE(headers_beyond_their_limit_are_413) {
  const auto a = client.ask("GET /hello", "X-Long: " + std::string(20'000, 'x') + "\r\n");
  BOOST_TEST(a.status == 413U);
  BOOST_TEST(contains(a.body, "at most 16384 bytes (16 KiB)"));
  BOOST_TEST(client.is_closed());
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_400) {
  for (const auto* bytes :
       {"hello\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /hello HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /hello HTTP/1.1\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"}) {
    raw_client sender{edge.port()};
    sender.send(bytes);
    BOOST_TEST(sender.answer().status == 400U, bytes);
    BOOST_TEST(sender.is_closed(), bytes);
  }
}

BOOST_AUTO_TEST_CASE(path_tricks_lead_nowhere) {
  for (const auto* path : {"/../hello", "/%2e%2e/hello", "/x%2f..%2fhello", "/hello/", "//hello", "/hello/.."})
    BOOST_TEST(client.ask("GET " + std::string{path}).status == 404U, path);
  for (const auto* path : {"/hello%00", "/hello%", "/hello?a=%zz"})
    BOOST_TEST(client.ask("GET " + std::string{path}).status == 400U, path);
}

BOOST_AUTO_TEST_CASE(a_client_that_asks_first_is_told_to_go_on_or_not) {
  const auto ask_first = [&](const std::string& token) {
    client.send("POST /api/v1/echo HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token +
                "\r\nContent-Type: application/json\r\nContent-Length: 13\r\nExpect: 100-continue\r\n\r\n");
    return client.answer();
  };
  BOOST_TEST(ask_first("active").status == 100U);
  client.send("{\"title\":\"a\"}");
  BOOST_TEST(client.answer().status == 201U);
  const auto refused = ask_first("wrong");
  BOOST_TEST(refused.status == 401U);
  BOOST_TEST(refused.has("Connection: close"));
}

BOOST_AUTO_TEST_CASE(a_refused_body_is_skipped_and_the_connection_lives_on) {
  BOOST_TEST(client.ask("POST /api/v1/echo", "", R"({"title":"a"})").status == 401U);
  BOOST_TEST(client.ask("POST /nowhere", "", R"({"title":"a"})").status == 404U);
  BOOST_TEST(client.ask("GET /hello").status == 200U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_listener_timeouts)

BOOST_AUTO_TEST_CASE(slow_headers_half_bodies_and_idle_connections_are_closed) {
  auto s = short_settings();
  s.header_timeout_ms = s.body_timeout_ms = s.idle_timeout_ms = 50;
  sample_edge edge{s};
  for (const std::string bytes : {"GET /hello HTT", "",
                                  "POST /api/v1/echo HTTP/1.1\r\nHost: a\r\n"
                                  "Authorization: Bearer active\r\nContent-Length: 10\r\n\r\n{"}) {
    raw_client client{edge.port()};
    client.send(bytes);
    BOOST_TEST(client.is_closed(), bytes);
  }
}

BOOST_AUTO_TEST_CASE(connections_beyond_the_limits_are_turned_away) {
  auto s = short_settings();
  s.max_connections = 1;
  sample_edge edge{s};
  raw_client first{edge.port()};
  BOOST_TEST(first.ask("GET /hello").status == 200U);
  raw_client second{edge.port()};
  const auto refused = second.answer();
  BOOST_TEST(refused.status == 503U);
  BOOST_TEST(refused.has("Retry-After: 1"));
}

BOOST_AUTO_TEST_CASE(connections_of_one_address_beyond_its_limit_are_429) {
  auto s = short_settings();
  s.max_connections_per_address = 1;
  sample_edge edge{s};
  raw_client first{edge.port()};
  first.ask("GET /hello");
  raw_client second{edge.port()};
  BOOST_TEST(second.answer().status == 429U);
}

BOOST_AUTO_TEST_CASE(who_asks_whether_we_live_is_answered_beyond_every_limit) {
  auto s = short_settings();
  s.max_connections = 1;
  s.max_requests_in_flight = 1;
  sample_edge edge{s};
  raw_client first{edge.port()};
  first.request("POST /api/v1/gate");
  edge.at_gate.get_future().wait();
  for (int i = 0; i < 3; ++i) {
    raw_client probe{edge.port()};
    const auto alive = probe.ask("GET /alive");
    BOOST_TEST(alive.status == 200U);
    BOOST_TEST(alive.has("Connection: close"));
    raw_client other{edge.port()};
    BOOST_TEST(other.ask("GET /hello").status == 503U);
  }
  edge.gate.set_value();
  BOOST_TEST(first.answer().status == 204U);
}

BOOST_AUTO_TEST_CASE(an_address_with_many_tokens_that_nobody_holds_is_told_to_wait) {
  sample_edge edge;
  raw_client client{edge.port()};
  unsigned last = 0;
  for (unsigned i = 0; i <= unknown_tokens.requests && last != 429; ++i)
    last = client.ask("GET /api/v1/items/mine", "Authorization: Bearer guess" + std::to_string(i) + "\r\n").status;
  BOOST_TEST(last == 429U);
  const auto refused = client.ask("GET /api/v1/items/mine", "Authorization: Bearer another\r\n");
  BOOST_TEST(refused.status == 429U);
  BOOST_TEST(refused.has("Retry-After: "));
  BOOST_TEST(refused.has("RateLimit-Remaining: 0"));
  BOOST_TEST(client.ask("GET /api/v1/items/mine", "Authorization: Bearer cached\r\n").status == 200U);
}

/// An edge whose only worker is held at the gate, with one request waiting behind it.
struct busy {
  sample_edge edge;
  raw_client at_gate{edge.port()}, waiting{edge.port()}, next{edge.port()};

  explicit busy(settings s) : edge(one_worker(std::move(s))) {
    at_gate.request("POST /api/v1/gate");
    edge.at_gate.get_future().wait();
    waiting.request("GET /hello");
    while (edge.workers().queue_delay().count() < 2) std::this_thread::yield();
  }
  ~busy() {
    edge.gate.set_value();
    BOOST_TEST(at_gate.answer().status == 204U);
    BOOST_TEST(waiting.answer().status == 200U);
  }
  static settings one_worker(settings s) {
    s.worker_threads = 1;
    return s;
  }
};

BOOST_AUTO_TEST_CASE(a_full_worker_queue_is_503) {
  auto s = short_settings();
  s.worker_queue_limit = 1;
  busy node{s};
  const auto a = node.next.ask("GET /hello");
  BOOST_TEST(a.status == 503U);
  BOOST_TEST(a.body.find("\"overloaded\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(browsing_is_shed_by_queue_delay_before_anything_else) {
  auto s = short_settings();
  s.shed_browse_after_ms = 1;
  busy node{s};
  BOOST_TEST(node.next.ask("GET /api/v1/feed").status == 503U);
  BOOST_TEST(node.next.ask("POST /api/v1/asked", "Authorization: Bearer cached\r\n", R"({"title":"a"})").status ==
             200U);
}

BOOST_AUTO_TEST_CASE(too_many_requests_in_flight_are_503) {
  auto s = short_settings();
  s.max_requests_in_flight = 2;
  busy node{s};
  BOOST_TEST(node.next.ask("GET /api/v1/feed").status == 503U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::listener_limits_test
