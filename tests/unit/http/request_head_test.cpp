#include "http/message/request_head.hpp"
#include "http/message/header_syntax.hpp"
#include "http/pipeline/client_address.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::http::request_head_test {
namespace {

/// Feeds the bytes in pieces of `size`; what is left over is kept in `rest`.
struct fed {
  request_parser parser;
  std::string rest;
  boost::system::error_code failed;

  explicit fed(const std::string& bytes, std::size_t size = 1000) {
    for (std::size_t at = 0; at < bytes.size() && !failed && !parser.is_done(); at += size) {
      rest += bytes.substr(at, size);
      feed();
    }
  }
  void feed() {
    std::size_t used = 1;
    while (used > 0 && !failed && !rest.empty() && !parser.is_done()) {
      used = parser.put(boost::asio::buffer(rest), failed);
      rest.erase(0, used);
    }
    if (failed == boost::beast::http::error::need_more) failed = {};
  }
};

const std::string post =
    "POST /a?b=c HTTP/1.1\r\nHost: x\r\nX-Mixed-Case:  two words \r\nExpect: 100-Continue\r\nContent-Length: "
    "5\r\n\r\nhello";

BOOST_AUTO_TEST_SUITE(http_request_head)

BOOST_AUTO_TEST_CASE(a_request_is_read_the_same_in_whatever_pieces_it_comes) {
  for (const std::size_t size : {1U, 2U, 7U, 1000U}) {
    fed one{post + "GET", size};
    BOOST_TEST(one.parser.is_done());
    BOOST_TEST((one.parser.head.verb == method::post));
    BOOST_TEST(one.parser.target == "/a?b=c");
    BOOST_TEST(*one.parser.head.header("x-mixed-case") == "two words");
    BOOST_TEST(one.parser.wants_continue);
    BOOST_TEST(one.parser.body == "hello");
    BOOST_TEST(one.parser.check_head().has_value());
  }
}

BOOST_AUTO_TEST_CASE(a_chunked_body_is_put_together) {
  fed one{"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", 3};
  BOOST_TEST(one.parser.is_done());
  BOOST_TEST(one.parser.has_body());
  BOOST_TEST(one.parser.body == "hello");
}

BOOST_AUTO_TEST_CASE(a_header_that_may_come_once_is_refused_twice) {
  for (const std::string field : {"Authorization: a\r\n", "User-Agent: a\r\n", "Origin: a\r\n",
                                  "Idempotency-Key: a\r\n", "If-Match: a\r\n", "Host: x\r\n"}) {
    BOOST_TEST(!fed("GET / HTTP/1.1\r\nHost: x\r\n" + field + field + "\r\n").parser.check_head().has_value(), field);
  }
  BOOST_TEST(!fed{"GET / HTTP/1.1\r\n\r\n"}.parser.check_head().has_value());
  BOOST_TEST(fed{"GET / HTTP/1.0\r\n\r\n"}.parser.check_head().has_value());
  BOOST_TEST(fed{"GET / HTTP/1.1\r\nHost: x\r\nAccept: a\r\nAccept: b\r\n\r\n"}.parser.check_head().has_value());
}

BOOST_AUTO_TEST_CASE(a_host_is_a_name_or_an_address_with_a_port) {
  for (const std::string host : {"x", "localhost:8080", "a.example.org", "10.0.0.1:80", "[::1]:9000", "my_host", "x:"})
    BOOST_TEST(fed("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").parser.check_head().has_value(), host);
  for (const std::string host : {"a/b@c d", "", "a b", "user@x", "x:port", "x:70000", "[::1", "::1", "x:1:2", "%zz",
                                 "[::1]x", "a,b c", "x?y", "x#y", "\xC3\xA9"})
    BOOST_TEST(!fed("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").parser.check_head().has_value(), host);
}

BOOST_AUTO_TEST_CASE(a_websocket_key_is_sixteen_bytes_in_base64) {
  BOOST_TEST(is_websocket_key("dGhlIHNhbXBsZSBub25jZQ=="));
  for (const std::string key : {"AA==", "", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZR==",
                                "dGhlIHNhbXBsZSBub25jZQ= ", "dGhlIHNhbXBsZS!ub25jZQ==", "dGhlIHNhbXBsZSBub25jZSE="})
    BOOST_TEST(!is_websocket_key(key), key);
}

settings behind_a_proxy(std::string proxies) {
  settings with;
  with.trust_forwarded_for = true;
  with.trusted_proxies = std::move(proxies);
  return with;
}

BOOST_AUTO_TEST_CASE(a_trusted_proxy_says_who_asks_and_nobody_else_does) {
  request head;
  head.headers.emplace_back("x-forwarded-for", "1.1.1.1, 2.2.2.2");
  BOOST_TEST(client_addresses{settings{}}.of(head, "127.0.0.1") == "127.0.0.1");
  const client_addresses behind{behind_a_proxy("127.0.0.1, 10.1.0.0/16, 2001:db8::/32")};
  BOOST_TEST(behind.of(head, "127.0.0.1") == "2.2.2.2");
  BOOST_TEST(behind.of(head, "10.1.255.7") == "2.2.2.2");
  BOOST_TEST(behind.of(head, "2001:db8::5") == "2.2.2.2");
  BOOST_TEST(behind.of(head, "10.2.0.7") == "10.2.0.7");
  BOOST_TEST(behind.of(request{}, "127.0.0.1") == "127.0.0.1");
}

BOOST_AUTO_TEST_CASE(the_header_that_the_proxy_adds_wins_over_the_client_s_own) {
  const client_addresses behind{behind_a_proxy("127.0.0.1")};
  request head;
  head.headers.emplace_back("x-forwarded-for", "6.6.6.6");
  head.headers.emplace_back("x-real-ip", "7.7.7.7");
  head.headers.emplace_back("forwarded", "for=8.8.8.8");
  head.headers.emplace_back("x-forwarded-for", "1.1.1.1");
  BOOST_TEST(behind.of(head, "127.0.0.1") == "1.1.1.1");
  head.headers.emplace_back("x-forwarded-for", "no address");
  BOOST_TEST(behind.of(head, "127.0.0.1") == "127.0.0.1");
}

BOOST_AUTO_TEST_CASE(a_list_of_proxies_that_cannot_be_read_is_refused) {
  for (const auto* list : {"x", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/a"})
    BOOST_CHECK_THROW(address_list{list}, std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::request_head_test
