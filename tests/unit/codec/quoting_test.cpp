// What this project writes as JSON by itself, against RapidJSON.
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "codec/json_writer.hpp"
#include "codec/utf8.hpp"
#include "domain/kernel/described/described.hpp"

namespace quoting_test {

using namespace homigo;

namespace {

std::string by_homigo(std::string_view text) {
  std::string out;
  codec::append_quoted(out, text);
  return out;
}

std::string by_rapidjson(std::string_view text) {
  rapidjson::StringBuffer out;
  rapidjson::Writer<rapidjson::StringBuffer> json{out};
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {out.GetString(), out.GetSize()};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(json_quoting)

BOOST_AUTO_TEST_CASE(every_octet_is_escaped_as_rapidjson_does) {
  for (int c = 0; c < 256; ++c) {
    const std::string one(1, static_cast<char>(c));
    BOOST_TEST(by_homigo(one) == by_rapidjson(one), "octet " << c);
    BOOST_TEST(by_homigo("a" + one + one + "b") == by_rapidjson("a" + one + one + "b"), "octet " << c);
  }
  BOOST_TEST(by_homigo("") == R"("")");
}

BOOST_AUTO_TEST_CASE(random_texts_are_quoted_as_rapidjson_does) {
  std::mt19937 random{7};
  for (int i = 0; i < 2000; ++i) {
    std::string text(random() % 60, '\0');
    for (auto& c : text) c = static_cast<char>(random() % (i % 2 ? 256 : 100));
    BOOST_TEST_REQUIRE(by_homigo(text) == by_rapidjson(text));
  }
}

BOOST_AUTO_TEST_CASE(numbers_read_back_as_they_were) {
  std::mt19937_64 random{7};
  for (int i = 0; i < 2000; ++i) {
    const domain::geo_point p{std::uniform_real_distribution<>{-90, 90}(random),
                              static_cast<double>(static_cast<int>(random() % 360) - 180)};
    rapidjson::Document read;
    read.Parse<rapidjson::kParseFullPrecisionFlag>(codec::to_json(p).c_str());
    BOOST_TEST_REQUIRE(!read.HasParseError());
    BOOST_TEST_REQUIRE(read["latitude"].GetDouble() == p.latitude);
    BOOST_TEST_REQUIRE(read["longitude"].GetDouble() == p.longitude);
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_octet_is_found_wherever_it_stands) {
  for (std::size_t size = 1; size < 40; ++size)
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      BOOST_TEST_REQUIRE(codec::is_utf8(text));
      text[at] = '\xFF';
      BOOST_TEST_REQUIRE(!codec::is_utf8(text));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace quoting_test
