#include "bench/load/http_load.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

namespace http_load_test {

using namespace homigo;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-length: 5\r\n\r\nhello";

/// Answers every request of one connection after another; each takes `pause`.
class slow_server {
public:
  explicit slow_server(std::chrono::milliseconds pause) : pause_(pause), thread_([this] { serve(); }) {}
  ~slow_server() { thread_.join(); }
  load::server_address address() const { return {acceptor_.local_endpoint(), "localhost"}; }

private:
  void serve() {
    asio::ip::tcp::socket socket{io_};
    acceptor_.accept(socket);
    boost::system::error_code gone;
    asio::streambuf incoming;
    while (!gone) {
      const auto size = asio::read_until(socket, incoming, "\r\n\r\n", gone);
      if (gone) return;
      incoming.consume(size);
      asio::steady_timer timer{io_, pause_};
      timer.wait();
      asio::write(socket, asio::buffer(answer), gone);
    }
  }

  const std::chrono::milliseconds pause_;
  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_{io_, {asio::ip::address_v4::loopback(), 0}};
  std::thread thread_;
};

struct same_request final : load::request_source {
  std::string_view next(std::size_t) override { return "GET / HTTP/1.1\r\nHost: x\r\n\r\n"; }
  void answered(std::size_t, unsigned status, std::string_view body) override {
    last_status = status;
    last_body = body;
  }
  unsigned last_status = 0;
  std::string last_body;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(http_load)

BOOST_AUTO_TEST_CASE(an_answer_is_whole_only_with_all_of_its_body) {
  unsigned status = 0;
  std::string_view body;
  for (std::size_t size = 0; size < answer.size(); ++size)
    BOOST_TEST_REQUIRE(load::parse_answer(answer.substr(0, size), status, body) == 0);
  BOOST_TEST(load::parse_answer(answer, status, body) == answer.size());
  BOOST_TEST(status == 200);
  BOOST_TEST(body == "hello");
}

BOOST_AUTO_TEST_CASE(what_stands_behind_an_answer_is_left_alone) {
  unsigned status = 0;
  std::string_view body;
  const auto two = std::string{answer} + std::string{answer};
  BOOST_TEST(load::parse_answer(two, status, body) == answer.size());
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_length_has_no_body) {
  unsigned status = 0;
  std::string_view body{"x"};
  BOOST_TEST(load::parse_answer("HTTP/1.1 204 No Content\r\nA: b\r\n\r\n", status, body) == 33);
  BOOST_TEST(status == 204);
  BOOST_TEST(body.empty());
}

BOOST_AUTO_TEST_CASE(so_many_requests_as_asked_for_are_answered) {
  slow_server server{0ms};
  same_request source;
  const auto result = load::drive(server.address(), {.connections = 1, .requests = 100}, source);
  BOOST_TEST(result.succeeded() == 100);
  BOOST_TEST(result.failed() == 0);
  BOOST_TEST(source.last_body == "hello");
}

BOOST_AUTO_TEST_CASE(at_a_fixed_rate_latency_counts_from_the_intended_start) {
  // Fifty a second are asked for, twenty are possible: the queue grows, and its waiting is part of the latency.
  slow_server server{50ms};
  same_request source;
  const auto result =
      load::drive(server.address(), {.connections = 1, .warm_up = 0ms, .measured = 600ms, .rate = 50}, source);
  BOOST_TEST(result.taken.percentile(99) > 200ms);
  BOOST_TEST(result.taken.count() == 30);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace http_load_test
