#include "http/message/answer_finisher.hpp"

#include <zlib.h>

#include <boost/test/unit_test.hpp>

#include "http/message/compression.hpp"

namespace homigo::http::answer_finisher_test {
namespace {

std::string header_of(const response& r, std::string_view name) {
  for (const auto& [key, value] : r.headers)
    if (key == name) return value;
  return "";
}

std::string gunzip(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  BOOST_REQUIRE(inflateInit2(&stream, MAX_WBITS + 16) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  BOOST_REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

response finished(const request& asked, std::string body = "{}") {
  response r;
  r.body = std::move(body);
  finish_answer(asked, r, 1024);
  return r;
}

BOOST_AUTO_TEST_SUITE(http_answer_finisher)

BOOST_AUTO_TEST_CASE(a_get_is_tagged_by_its_body_and_304_when_known) {
  request asked;
  const auto first = finished(asked);
  const auto tag = header_of(first, "ETag");
  BOOST_TEST(tag.size() == 34U);
  BOOST_TEST((tag != header_of(finished(asked, "{\"a\":1}"), "ETag")));
  asked.headers.emplace_back("if-none-match", "\"x\", W/" + tag);
  const auto second = finished(asked);
  BOOST_TEST(second.status == 304U);
  BOOST_TEST(second.body.empty());
  BOOST_TEST(header_of(second, "ETag") == tag);
}

BOOST_AUTO_TEST_CASE(a_post_is_not_tagged) {
  request asked;
  asked.verb = method::post;
  BOOST_TEST(header_of(finished(asked), "ETag").empty());
}

BOOST_AUTO_TEST_CASE(long_json_is_compressed_for_those_who_take_it) {
  const std::string body = "{\"a\":\"" + std::string(2000, 'x') + "\"}";
  request asked;
  const auto plain = finished(asked, body);
  BOOST_TEST(plain.body == body);
  BOOST_TEST(header_of(plain, "Vary") == "Accept-Encoding");
  asked.headers.emplace_back("accept-encoding", "br, gzip;q=0.5");
  const auto packed = finished(asked, body);
  BOOST_TEST(header_of(packed, "Content-Encoding") == "gzip");
  BOOST_TEST(packed.body.size() < 100U);
  BOOST_TEST(gunzip(packed.body, body.size()) == body);
  BOOST_TEST(header_of(finished(asked, "{}"), "Content-Encoding").empty());
}

BOOST_AUTO_TEST_CASE(gzip_is_negotiated_by_q_values) {
  for (const auto* value : {"gzip", "GZIP", "deflate, gzip", "*", "gzip;q=0.001", "br;q=1, *;q=0.1"})
    BOOST_TEST(accepts_gzip(value), value);
  for (const auto* value : {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "*, gzip;q=0", "identity"})
    BOOST_TEST(!accepts_gzip(value), value);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::answer_finisher_test
