#include "http/pipeline/ask.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>
#include <optional>
#include <thread>

#include "actors/pairs/pair_protocol.hpp"
#include "actors/sessions/session_protocol.hpp"
#include "sample_edge.hpp"

namespace homigo::http::ask_test {
namespace {

using actors::swipe_settled;

/// An edge whose questions no actor hears: the test answers them itself, by their numbers from 1.
struct lonely_edge {
  testing::fixed_clock clock;
  actors::region nobody;
  asker questions{clock};
  std::optional<boost::asio::io_context> io{std::in_place};
  int answered = 0;

  lonely_edge() { questions.connect(nobody); }
  void ask() {
    boost::asio::co_spawn(*io, waiting(), boost::asio::detached);
    io->poll();
  }
  boost::asio::awaitable<void> waiting() {
    const auto reply = co_await questions.ask<swipe_settled>({}, actors::end_watching{});
    if (reply) ++answered;
  }
};

BOOST_FIXTURE_TEST_SUITE(http_ask, lonely_edge)

BOOST_AUTO_TEST_CASE(an_answer_wakes_who_has_asked) {
  ask();
  BOOST_TEST(answered == 0);
  actors::answer_with(questions, 1, swipe_settled{});
  io->restart();
  io->poll();
  BOOST_TEST(answered == 1);
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_when_the_edge_has_gone_finds_nobody) {
  ask();
  questions.close();
  io.reset();
  actors::answer_with(questions, 1, swipe_settled{});
  BOOST_TEST(answered == 0);
}

BOOST_AUTO_TEST_CASE(answers_may_come_while_the_edge_goes) {
  constexpr actors::ticket asked = 200;
  for (actors::ticket i = 0; i < asked; ++i) ask();
  std::thread actor{[&] {
    for (actors::ticket i = 1; i <= asked; ++i) actors::answer_with(questions, i, swipe_settled{});
  }};
  questions.close();
  io.reset();
  actor.join();
  BOOST_TEST(answered == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::ask_test
