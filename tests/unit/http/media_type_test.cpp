#include "http/message/media_type.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::http::media_type_test {
namespace {

BOOST_AUTO_TEST_SUITE(http_media_type)

BOOST_AUTO_TEST_CASE(json_in_utf8_is_json) {
  for (const auto* value : {"application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\"",
                            "application/merge-patch+json", "application/json;"})
    BOOST_TEST(is_json(value), value);
}

BOOST_AUTO_TEST_CASE(other_types_and_charsets_are_not_json) {
  for (const auto* value :
       {"text/plain", "application/json; charset=latin1", "", "application/jsonx", "application/json charset"})
    BOOST_TEST(!is_json(value), value);
}

BOOST_AUTO_TEST_CASE(quoted_parameters_lose_their_quotes) {
  const auto type = parse_media_type(R"(form-data; name="a \"b\"; c"; filename=x.jpg)");
  BOOST_REQUIRE(type);
  BOOST_TEST(*type->parameter("name") == "a \"b\"; c");
  BOOST_TEST(*type->parameter("filename") == "x.jpg");
}

BOOST_AUTO_TEST_CASE(a_parameter_twice_or_unfinished_is_refused) {
  BOOST_TEST(!parse_media_type("a/b; x=1; x=2"));
  BOOST_TEST(!parse_media_type("a/b; x=\"1"));
  BOOST_TEST(!parse_media_type("a/b; x"));
  BOOST_TEST(!parse_media_type("; x=1"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::media_type_test
