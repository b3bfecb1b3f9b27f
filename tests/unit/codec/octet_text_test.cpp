#include "codec/octet_text.hpp"

#include <boost/test/unit_test.hpp>

namespace octet_text_test {

using namespace homigo;

BOOST_AUTO_TEST_SUITE(octet_text)

BOOST_AUTO_TEST_CASE(hexadecimal_is_lower_case) {
  BOOST_TEST(codec::to_hex({}) == "");
  BOOST_TEST(codec::to_hex(domain::bytes{0x00, 0x0F, 0xA5, 0xFF}) == "000fa5ff");
}

BOOST_AUTO_TEST_CASE(base64url_has_no_padding_and_comes_back) {
  BOOST_TEST(codec::to_base64url(domain::bytes{0xFB, 0xFF}) == "-_8");
  for (std::size_t size = 0; size < 70; ++size) {
    domain::bytes octets(size);
    for (std::size_t i = 0; i < size; ++i) octets[i] = static_cast<std::uint8_t>(37 * i + size);
    const auto text = codec::to_base64url(octets);
    BOOST_TEST(text.size() == (size * 4 + 2) / 3);
    BOOST_TEST((codec::from_base64url(text) == octets));
  }
}

BOOST_AUTO_TEST_CASE(one_value_has_one_text) {
  for (const auto* text : {"-_9", "-_8=", "+/8", "A", "AAAAA", "AA AA", "AAAA\n"})
    BOOST_TEST(!codec::from_base64url(text).has_value());
  BOOST_TEST(!codec::from_base64url({"AAA\0", 4}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace octet_text_test
