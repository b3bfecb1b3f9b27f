#include "http/message/multipart.hpp"

#include <boost/test/unit_test.hpp>

#include "http/message/byte_count.hpp"

namespace homigo::http::multipart_test {
namespace {

using domain::errc;

const std::string good =
    "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
    "\xFF\xD8 --b inside\r\n--no\r\n"
    "\r\n--b\r\nContent-Disposition: form-data; name=\"sequence_order\"\r\n\r\n1\r\n--b--\r\n";

errc refusal_of(std::string_view body, const multipart_limits& limits = {}) {
  const auto parsed = parse_multipart("b", body, limits);
  BOOST_REQUIRE_MESSAGE(!parsed, body);
  return parsed.error().code;
}

BOOST_AUTO_TEST_SUITE(http_multipart)

BOOST_AUTO_TEST_CASE(parts_are_found_with_names_and_bytes) {
  const auto parts = parse_multipart("b", good);
  BOOST_REQUIRE(parts);
  BOOST_REQUIRE_EQUAL(parts->size(), 2U);
  BOOST_TEST(parts->at(0).name == "photo");
  BOOST_TEST(parts->at(0).filename.value() == "a.jpg");
  BOOST_TEST(parts->at(0).content_type == "image/jpeg");
  BOOST_TEST(parts->at(0).body == "\xFF\xD8 --b inside\r\n--no\r\n");
  BOOST_TEST(parts->at(1).name == "sequence_order");
  BOOST_TEST(!parts->at(1).filename);
  BOOST_TEST(parts->at(1).body == "1");
}

BOOST_AUTO_TEST_CASE(every_prefix_of_a_good_body_is_refused) {
  // The last line end may be missing.
  for (std::size_t n = 0; n < good.size() - 2; ++n)
    BOOST_TEST((refusal_of(good.substr(0, n)) == errc::malformed_request), n);
}

BOOST_AUTO_TEST_CASE(every_flipped_byte_is_parsed_or_refused) {
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const char with : {'\0', '\r', '\n', '-', '"', '\xFF'}) {
      auto body = good;
      body[i] = with;
      const auto parts = parse_multipart("b", body);
      if (!parts) BOOST_TEST((parts.error().code == errc::malformed_request));
    }
}

BOOST_AUTO_TEST_CASE(a_part_without_a_name_is_refused) {
  BOOST_TEST((refusal_of("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--") == errc::malformed_request));
  BOOST_TEST(
      (refusal_of("--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--b--") == errc::malformed_request));
  BOOST_TEST(
      (refusal_of("--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--") == errc::malformed_request));
}

BOOST_AUTO_TEST_CASE(what_stands_before_the_first_and_behind_the_last_boundary_is_ignored) {
  for (const std::string before : {"", "\r\n", "This is a message in several parts.\r\n", "--bb\r\n\r\n", " --b\r\n"})
    for (const std::string after : {"", "x", "\r\n\r\n--b\r\nmore"}) {
      const auto parts = parse_multipart("b", before + good + after);
      BOOST_REQUIRE_MESSAGE(parts, before + "…" + after);
      BOOST_TEST(parts->size() == 2U);
      BOOST_TEST(parts->at(1).body == "1");
    }
}

BOOST_AUTO_TEST_CASE(blanks_may_stand_behind_a_boundary) {
  const auto parts = parse_multipart("b",
                                     "--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b  \r\n"
                                     "Content-Disposition: form-data; name=\"c\"\r\n\r\n\r\n--b-- \t");
  BOOST_REQUIRE(parts);
  BOOST_TEST(parts->size() == 2U);
  BOOST_TEST(parts->at(0).body == "x");
  BOOST_TEST(parts->at(1).body.empty());
}

BOOST_AUTO_TEST_CASE(what_only_looks_like_a_boundary_is_content) {
  const std::string content = "\r\n--bc\r\n--b.\r\n--b-\r\n--b--x\r\nx--b\r\n\n--b\r\n";
  const auto parts =
      parse_multipart("b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" + content + "\r\n--b--");
  BOOST_REQUIRE(parts);
  BOOST_TEST(parts->at(0).body == content);
}

BOOST_AUTO_TEST_CASE(every_size_is_bounded) {
  BOOST_TEST((refusal_of(good, {.total_bytes = good.size() - 1}) == errc::payload_too_large));
  BOOST_TEST((refusal_of(good, {.part_bytes = 5}) == errc::payload_too_large));
  BOOST_TEST((refusal_of(good, {.parts = 1}) == errc::payload_too_large));
  BOOST_TEST((refusal_of(good, {.header_bytes = 20}) == errc::payload_too_large));
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_told_how_large_it_may_be) {
  const auto told = [](const multipart_limits& limits) { return parse_multipart("b", good, limits).error().detail; };
  BOOST_TEST(told({.part_bytes = 5}).ends_with("may have at most 5 bytes."));
  BOOST_TEST(told({.parts = 1}).ends_with("may have at most 1 parts."));
  BOOST_TEST(told({.header_bytes = 20}).ends_with("may have at most 20 bytes."));
  BOOST_TEST(bytes_text(262'144) == "262144 bytes (256 KiB)");
  BOOST_TEST(bytes_text(31'457'280) == "31457280 bytes (30 MiB)");
  BOOST_TEST(bytes_text(1'500) == "1500 bytes (1.4 KiB)");
}

BOOST_AUTO_TEST_CASE(a_part_comes_once) {
  const std::string once = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
  BOOST_TEST((refusal_of(once + once + "--b--") == errc::malformed_request));
}

BOOST_AUTO_TEST_CASE(a_boundary_is_taken_from_the_content_type) {
  BOOST_TEST(multipart_boundary("multipart/form-data; boundary=\"x y\"").value() == "x y");
  BOOST_TEST(!multipart_boundary("multipart/form-data"));
  BOOST_TEST(!multipart_boundary("multipart/mixed; boundary=x"));
  BOOST_TEST(!multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::multipart_test
