#include "http/request_head.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::http {
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
  for (const std::string field : {"Authorization: a\r\n", "Idempotency-Key: a\r\n", "If-Match: a\r\n", "Host: x\r\n"}) {
    BOOST_TEST(!fed("GET / HTTP/1.1\r\nHost: x\r\n" + field + field + "\r\n").parser.check_head().has_value(), field);
  }
  BOOST_TEST(!fed{"GET / HTTP/1.1\r\n\r\n"}.parser.check_head().has_value());
  BOOST_TEST(fed{"GET / HTTP/1.0\r\n\r\n"}.parser.check_head().has_value());
  BOOST_TEST(fed{"GET / HTTP/1.1\r\nHost: x\r\nAccept: a\r\nAccept: b\r\n\r\n"}.parser.check_head().has_value());
}

BOOST_AUTO_TEST_CASE(a_trusted_proxy_says_who_asks) {
  request head;
  head.headers.emplace_back("x-forwarded-for", "1.1.1.1, 2.2.2.2");
  BOOST_TEST(client_address(head, "3.3.3.3", false) == "3.3.3.3");
  BOOST_TEST(client_address(head, "3.3.3.3", true) == "2.2.2.2");
  BOOST_TEST(client_address(request{}, "3.3.3.3", true) == "3.3.3.3");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http
