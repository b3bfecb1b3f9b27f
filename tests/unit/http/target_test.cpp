#include "http/message/target.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::http::target_test {
namespace {

using domain::errc;

errc refusal_of(std::string_view text) {
  const auto parsed = parse_target(text);
  BOOST_REQUIRE_MESSAGE(!parsed, text);
  return parsed.error().code;
}

BOOST_AUTO_TEST_SUITE(http_target)

BOOST_AUTO_TEST_CASE(a_path_is_split_and_decoded) {
  const auto parsed = parse_target("/api/v1/caf%C3%A9?q=two+words&q=%26&empty=&flag");
  BOOST_REQUIRE(parsed);
  BOOST_TEST(parsed->segments == (std::vector<std::string>{"api", "v1", "café"}), boost::test_tools::per_element());
  const field_list expected{{"q", "two words"}, {"q", "&"}, {"empty", ""}, {"flag", ""}};
  BOOST_TEST((parsed->query == expected));
}

BOOST_AUTO_TEST_CASE(a_plus_in_a_path_stays_a_plus) {
  const auto parsed = parse_target("/a+b");
  BOOST_REQUIRE(parsed);
  BOOST_TEST(parsed->segments[0] == "a+b");
}

BOOST_AUTO_TEST_CASE(broken_escapes_are_malformed) {
  for (const auto* text : {"/%", "/%4", "/%zz", "/a?b=%1", "/a?%=1"})
    BOOST_TEST((refusal_of(text) == errc::malformed_request));
}

BOOST_AUTO_TEST_CASE(nul_and_broken_utf8_are_malformed) {
  for (const auto* text : {"/%00", "/a?b=%00", "/%FF", "/%C0%AF", "/%ED%A0%80", "/%F5%80%80%80", "/%E2%82"})
    BOOST_TEST((refusal_of(text) == errc::malformed_request));
}

BOOST_AUTO_TEST_CASE(dots_and_encoded_slashes_lead_nowhere) {
  for (const auto* text : {"/api/../etc", "/api/%2e%2e/etc", "/a%2Fb", "/a%5Cb", "/./a"})
    BOOST_TEST((refusal_of(text) == errc::not_found));
}

BOOST_AUTO_TEST_CASE(only_paths_are_targets) {
  for (const auto* text : {"*", "http://x/a", "", "/a#b"}) BOOST_TEST((refusal_of(text) == errc::malformed_request));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::target_test
