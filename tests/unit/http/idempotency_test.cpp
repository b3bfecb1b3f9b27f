#include "http/pipeline/idempotency.hpp"

#include <boost/test/unit_test.hpp>

#include "raw_client.hpp"
#include "sample_edge.hpp"

namespace homigo::http::idempotency_test {
namespace {

using testing::raw_client;
using testing::sample_edge;

route of_kind(body_kind body) {
  route entry;
  entry.body = body;
  return entry;
}

domain::request_hash hash_of_json(std::string body) {
  request asked;
  asked.verb = method::post;
  asked.segments = {"api", "v1", "swipe"};
  asked.body = std::move(body);
  return hash_of(asked, of_kind(body_kind::json), nullptr);
}

const std::string with_key = "Authorization: Bearer active\r\nIdempotency-Key: k1\r\n";

BOOST_AUTO_TEST_SUITE(http_idempotency)

BOOST_AUTO_TEST_CASE(white_space_and_escapes_do_not_change_the_hash) {
  const auto one = hash_of_json(R"({"a":[1,2.50,"x/y"],"b":null})");
  BOOST_TEST((one == hash_of_json("{ \"\\u0061\" : [1, 2.50,\n\"x\\/y\"],\"b\":null }")));
  BOOST_TEST((hash_of_json("") == hash_of_json(" {} ")));
}

BOOST_AUTO_TEST_CASE(the_order_of_members_and_the_form_of_numbers_do_not_change_the_hash) {
  BOOST_TEST((hash_of_json(R"({"a":{"x":1,"y":2},"b":19.0760,"c":1e2})") ==
              hash_of_json(R"({"c":100.0,"b":19.076,"a":{"y":2.0,"x":1}})")));
  BOOST_TEST((hash_of_json(R"({"a":[1,2]})") != hash_of_json(R"({"a":[2,1]})")));
  BOOST_TEST((hash_of_json(R"({"a":19.076})") != hash_of_json(R"({"a":19.0761})")));
  BOOST_TEST((hash_of_json(R"({"a":9007199254740993})") != hash_of_json(R"({"a":9007199254740992})")));
}

BOOST_AUTO_TEST_CASE(file_names_declared_types_and_the_order_of_parts_do_not_change_the_hash) {
  request one, other;
  one.parts = {{"photo", "a.jpg", "image/jpeg", "bytes"}, {"photo_type", std::nullopt, "", "room"}};
  other.parts = {{"photo_type", std::nullopt, "text/plain", "room"}, {"photo", "b.jpg", "", "bytes"}};
  BOOST_TEST(
      (hash_of(one, of_kind(body_kind::multipart), nullptr) == hash_of(other, of_kind(body_kind::multipart), nullptr)));
}

BOOST_AUTO_TEST_CASE(content_changes_the_hash) {
  const auto one = hash_of_json(R"({"a":["1","2"]})");
  for (const auto* other :
       {R"({"a":["12"]})", R"({"a":["1",2]})", R"({"b":["1","2"]})", R"({"a":["1"],"2":1})", R"([{"a":"1"}])"})
    BOOST_TEST((one != hash_of_json(other)), other);
}

BOOST_AUTO_TEST_CASE(parts_change_the_hash) {
  request asked;
  asked.parts = {{"photo", "a.jpg", "image/jpeg", "bytes"}};
  const auto one = hash_of(asked, of_kind(body_kind::multipart), nullptr);
  asked.parts[0].body = "other";
  BOOST_TEST((one != hash_of(asked, of_kind(body_kind::multipart), nullptr)));
}

BOOST_AUTO_TEST_CASE(the_same_key_and_body_give_the_first_answer_again) {
  sample_edge edge;
  raw_client client{edge.port()};
  const auto first = client.ask("POST /api/v1/echo", with_key, R"({"title":"a"})");
  const auto again = client.ask("POST /api/v1/echo", with_key, R"({ "title": "a" })");
  BOOST_TEST(first.status == 201U);
  BOOST_TEST(again.status == 201U);
  BOOST_TEST(first.body == again.body);
  BOOST_TEST(again.has("Idempotency-Replayed: true"));
  BOOST_TEST(edge.echoes == 1);
}

BOOST_AUTO_TEST_CASE(the_same_key_with_another_body_is_refused) {
  sample_edge edge;
  raw_client client{edge.port()};
  client.ask("POST /api/v1/asked", with_key, R"({"title":"a"})");
  const auto other = client.ask("POST /api/v1/asked", with_key, R"({"title":"b"})");
  BOOST_TEST(other.status == 422U);
  BOOST_TEST(other.body.find("idempotency_key_reused") != std::string::npos);
  BOOST_TEST(edge.echoes == 1);
}

BOOST_AUTO_TEST_CASE(a_used_key_with_a_body_that_cannot_be_read_is_reused_and_a_fresh_one_stays_free) {
  sample_edge edge;
  raw_client client{edge.port()};
  for (const auto* route : {"POST /api/v1/echo", "POST /api/v1/asked"}) {
    BOOST_TEST(client.ask(route, with_key, R"({"title":3})").body.find("invalid_fields") != std::string::npos);
    BOOST_TEST(client.ask(route, with_key, R"({"title":"a"})").status < 300U);
    for (const auto* other : {R"({"title":3})", "{"})
      BOOST_TEST(client.ask(route, with_key, other).body.find("idempotency_key_reused") != std::string::npos, other);
  }
}

BOOST_AUTO_TEST_CASE(after_a_500_the_retry_runs_again) {
  sample_edge edge;
  raw_client client{edge.port()};
  BOOST_TEST(client.ask("POST /api/v1/echo", with_key, R"({"title":"throw"})").status == 500U);
  BOOST_TEST(client.ask("POST /api/v1/echo", with_key, R"({"title":"throw"})").status == 500U);
  BOOST_TEST(edge.echoes == 2);
}

BOOST_AUTO_TEST_CASE(a_key_with_odd_characters_is_malformed) {
  sample_edge edge;
  raw_client client{edge.port()};
  BOOST_TEST(
      client
          .ask("POST /api/v1/echo", "Authorization: Bearer active\r\nIdempotency-Key: \xC3\xA9\r\n", R"({"title":"a"})")
          .status == 400U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::idempotency_test
