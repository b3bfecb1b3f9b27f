#include "codec/text_member.hpp"

#include <boost/test/unit_test.hpp>

namespace homigo::codec::text_member_test {
namespace {

BOOST_AUTO_TEST_SUITE(codec_text_member)

BOOST_AUTO_TEST_CASE(a_text_is_found_in_the_outermost_object_alone) {
  BOOST_TEST(text_member(R"({"data":{"id":"inner"},"list":[{"id":"x"}],"id":"c1","op":5})", "id").value() == "c1");
  BOOST_TEST(!text_member(R"({"data":{"id":"inner"}})", "id"));
  BOOST_TEST(!text_member(R"([{"id":"x"}])", "id"));
}

BOOST_AUTO_TEST_CASE(what_comes_behind_it_may_be_unreadable) {
  BOOST_TEST(text_member(R"({"id":"c1","op":)", "id").value() == "c1");
  BOOST_TEST(text_member("{\"id\":\"c1\",\"data\":" + std::string(50'000, '['), "id").value() == "c1");
  BOOST_TEST(text_member(R"({"data":{"body":"\u0000"},"id":"c1"})", "id").value() == "c1");
}

BOOST_AUTO_TEST_CASE(anything_else_under_the_name_is_no_text) {
  for (const auto* json :
       {R"({"id":5})", R"({"id":null})", R"({"id":["c1"]})", R"({"id":{"id":"c1"}})", "nonsense", ""})
    BOOST_TEST(!text_member(json, "id"), json);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::codec::text_member_test
