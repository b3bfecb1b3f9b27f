// The WebSocket transport through real sockets.
#include <boost/test/unit_test.hpp>

#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::websocket_test {
namespace {

using testing::raw_client;
using testing::sample_edge;
using testing::short_settings;

constexpr unsigned text = 1, binary = 2, close = 8, ping = 9, pong = 10;

/// `code` of the error frame that comes next.
std::string error_of(raw_client& client) {
  const auto told = client.frame();
  const std::string head = R"({"error":{"code":")";
  if (told.opcode != text || !told.payload.starts_with(head)) return "no error frame: " + told.payload;
  return told.payload.substr(head.size(), told.payload.find('"', head.size()) - head.size());
}

struct connected {
  sample_edge edge;
  raw_client client{edge.port()};
  connected() {
    BOOST_REQUIRE_EQUAL(client.upgrade("Authorization: Bearer active\r\n").status, 101U);
    BOOST_REQUIRE_EQUAL(client.frame().payload, "hello ");
  }
};

BOOST_FIXTURE_TEST_SUITE(http_websocket, connected)

BOOST_AUTO_TEST_CASE(text_frames_go_both_ways_whole_or_in_fragments) {
  client.send_frame(text, "namaste");
  BOOST_TEST(client.frame().payload == "namaste");
  client.send_frame(text, "a", false);
  client.send_frame(ping, "p");
  client.send_frame(0, "b");
  BOOST_TEST(client.frame().opcode == pong);
  BOOST_TEST(client.frame().payload == "ab");
}

BOOST_AUTO_TEST_CASE(a_message_at_the_limit_passes_and_one_byte_more_is_1009) {
  client.send_frame(text, std::string(65'536, 'x'));
  BOOST_TEST(client.frame().payload.size() == 65'536U);
  client.send_frame(text, std::string(65'537, 'x'));
  BOOST_TEST(error_of(client) == "frame_too_large");
  BOOST_TEST(client.frame().close_code() == 1009U);
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_1007) {
  client.send_frame(text, "\xC0\xAF");
  BOOST_TEST(client.frame().close_code() == 1007U);
}

BOOST_AUTO_TEST_CASE(a_binary_frame_is_1003) {
  client.send_frame(binary, "x");
  BOOST_TEST(error_of(client) == "bad_frame");
  BOOST_TEST(client.frame().close_code() == 1003U);
}

BOOST_AUTO_TEST_CASE(an_unmasked_frame_is_a_protocol_error) {
  client.send(std::string("\x81\x01x", 3));
  BOOST_TEST(client.frame().close_code() == 1002U);
}

BOOST_AUTO_TEST_CASE(both_sides_can_close) {
  client.send_frame(text, "bye");
  BOOST_TEST(client.frame().close_code() == 1000U);
  client.send_frame(close, std::string("\x03\xE8", 2));
  BOOST_TEST(client.is_closed());
  raw_client other{edge.port()};
  other.upgrade("Authorization: Bearer active\r\n");
  other.frame();
  other.send_frame(close, std::string("\x03\xE8", 2));
  BOOST_TEST(other.frame().close_code() == 1000U);
  BOOST_TEST(other.is_closed());
}

BOOST_AUTO_TEST_CASE(frames_that_leave_together_keep_their_order) {
  client.send_frame(text, "count");
  client.send_frame(text, "after");
  for (int i = 0; i < 100; ++i) BOOST_TEST_REQUIRE(client.frame().payload == std::to_string(i));
  BOOST_TEST(client.frame().payload == "after");
}

BOOST_AUTO_TEST_CASE(a_frame_that_fills_the_buffer_and_small_ones_behind_it_come_whole) {
  const std::string large(60'000, 'x');
  client.send_frame(text, large);
  client.send_frame(ping, "p");
  client.send_frame(text, "count");
  BOOST_TEST(client.frame().payload == large);
  std::vector<std::string> texts;
  for (int left = 101; left > 0; --left)
    if (const auto one = client.frame(); one.opcode == text) texts.push_back(one.payload);
  BOOST_TEST_REQUIRE(texts.size() == 100U);
  for (std::size_t i = 0; i < texts.size(); ++i) BOOST_TEST_REQUIRE(texts[i] == std::to_string(i));
}

BOOST_AUTO_TEST_CASE(what_was_said_before_a_close_is_sent_before_it) {
  client.send_frame(text, "count");
  client.send_frame(text, "bye");
  for (int i = 0; i < 100; ++i) BOOST_TEST_REQUIRE(client.frame().payload == std::to_string(i));
  BOOST_TEST(client.frame().close_code() == 1000U);
}

BOOST_AUTO_TEST_CASE(a_connection_is_heard_on_its_own_thread) {
  client.send_frame(text, "thread");
  BOOST_TEST(client.frame().payload == "own");
}

BOOST_AUTO_TEST_CASE(a_reader_that_cannot_keep_up_is_1013) {
  client.send_frame(text, "flood");
  auto last = client.frame();
  while (last.opcode == text) last = client.frame();
  BOOST_TEST(last.close_code() == 1013U);
  client.hang_up();
}

BOOST_AUTO_TEST_CASE(what_waits_for_room_reaches_a_slow_reader_whole) {
  client.send_frame(text, "pour");
  for (int i = 0; i < 800; ++i) {
    const auto one = client.frame();
    BOOST_TEST_REQUIRE(one.payload.size() == 65'536U);
    BOOST_TEST_REQUIRE(one.payload.front() == static_cast<char>('a' + i % 26));
  }
  BOOST_TEST(client.frame().payload == "poured");
}

BOOST_AUTO_TEST_CASE(draining_closes_with_1012) {
  std::promise<void> gone;
  edge.listener().drain(std::chrono::seconds{30}, [&] { gone.set_value(); });
  BOOST_TEST(client.frame().close_code() == 1012U);
  client.send_frame(close, std::string("\x03\xF4", 2));
  client.hang_up();
  gone.get_future().wait();
  BOOST_TEST(edge.peers_closed == 1);
}

BOOST_AUTO_TEST_CASE(half_a_frame_and_silence_hurt_nobody) {
  client.send(std::string("\x81\xFE\x01", 3));
  raw_client other{edge.port()};
  BOOST_TEST(other.upgrade("Authorization: Bearer active\r\n").status == 101U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(http_websocket_auth)

BOOST_AUTO_TEST_CASE(the_first_frame_may_carry_the_token) {
  sample_edge edge;
  raw_client client{edge.port()};
  BOOST_TEST(client.upgrade().status == 101U);
  client.send_frame(text, R"({"id":"c1","op":"auth","token":"active"})");
  BOOST_TEST(client.frame().payload == "hello c1");
}

BOOST_AUTO_TEST_CASE(a_bad_first_frame_is_1008) {
  sample_edge edge;
  const std::pair<const char*, const char*> frames[] = {
      {R"({"op":"auth","token":"wrong"})", "token_unknown"},
      {R"({"op":"auth","token":"pending"})", "token_unknown"},
      {R"({"op":"auth","token":"operator"})", "token_unknown"},
      {R"({"op":"auth","token":"expired"})", "token_expired"},
      {R"({"op":"auth","token":"suspended"})", "account_suspended"},
      {R"({"op":"ping"})", "bad_frame"},
      {"nonsense", "bad_frame"},
      {R"({"op":"talk","token":"active"})", "bad_frame"},
      {R"({"op":"auth","token":"active","user":1})", "bad_frame"},
  };
  for (const auto& [frame, error] : frames) {
    raw_client client{edge.port()};
    client.upgrade();
    client.send_frame(text, frame);
    BOOST_TEST(error_of(client) == error, frame);
    BOOST_TEST(client.frame().close_code() == 1008U, frame);
  }
}

BOOST_AUTO_TEST_CASE(silence_instead_of_a_token_is_1008) {
  auto s = short_settings();
  s.ws_auth_timeout_ms = 30;
  sample_edge edge{s};
  raw_client client{edge.port()};
  client.upgrade();
  BOOST_TEST(error_of(client) == "auth_timeout");
  BOOST_TEST(client.frame().close_code() == 1008U);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_away_is_no_bad_token) {
  sample_edge edge;
  raw_client client{edge.port()};
  client.upgrade();
  client.send_frame(text, R"({"op":"auth","token":"away"})");
  BOOST_TEST(error_of(client) == "database_unavailable");
  BOOST_TEST(client.frame().close_code() == 1013U);
}

BOOST_AUTO_TEST_CASE(nothing_is_answered_before_the_greeting) {
  sample_edge edge;
  raw_client client{edge.port()};
  client.upgrade();
  client.send_frame(text, R"({"op":"auth","token":"active"})");
  client.send_frame(text, "early");
  BOOST_TEST(client.frame().payload == "hello ");
  BOOST_TEST(client.frame().payload == "early");
}

BOOST_AUTO_TEST_CASE(a_bad_token_in_the_header_is_401_before_the_upgrade) {
  sample_edge edge;
  raw_client client{edge.port()};
  BOOST_TEST(client.upgrade("Authorization: Bearer wrong\r\n").status == 401U);
}

BOOST_AUTO_TEST_CASE(a_plain_get_is_told_to_upgrade) {
  sample_edge edge;
  raw_client client{edge.port()};
  BOOST_TEST(client.ask("GET /api/v1/ws").status == 400U);
}

BOOST_AUTO_TEST_CASE(a_client_that_does_not_close_is_cut_off) {
  auto s = short_settings();
  s.ws_close_timeout_ms = 30;
  sample_edge edge{s};
  raw_client client{edge.port()};
  client.upgrade("Authorization: Bearer active\r\n");
  client.frame();
  client.send_frame(text, "bye");
  BOOST_TEST(client.is_closed());
}

BOOST_AUTO_TEST_CASE(a_flood_of_frames_is_read_slowly_but_not_refused) {
  auto s = short_settings();
  s.ws_frames_per_second = 1000;
  s.ws_frames_burst = 10;
  sample_edge edge{s};
  raw_client client{edge.port()};
  client.upgrade("Authorization: Bearer active\r\n");
  client.frame();
  for (int i = 0; i < 60; ++i) client.send_frame(text, std::to_string(i));
  for (int i = 0; i < 60; ++i) BOOST_TEST(client.frame().payload == std::to_string(i));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::websocket_test
