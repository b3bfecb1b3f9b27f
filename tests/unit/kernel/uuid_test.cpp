#include "domain/kernel/ids/uuid.hpp"

#include <boost/test/unit_test.hpp>

namespace uuid_test {

using namespace homigo::domain;

namespace {
const std::string text = "0192d5a8-1f3e-7abc-8def-0123456789ab";
}

BOOST_AUTO_TEST_SUITE(uuids)

BOOST_AUTO_TEST_CASE(a_text_comes_back_in_lower_case) {
  BOOST_TEST(to_string(*parse_uuid(text)) == text);
  BOOST_TEST(to_string(*parse_uuid("0192D5A8-1F3E-7ABC-8DEF-0123456789AB")) == text);
  BOOST_TEST(to_string(nil_uuid) == "00000000-0000-0000-0000-000000000000");
}

BOOST_AUTO_TEST_CASE(other_texts_are_refused) {
  for (const auto& wrong :
       {std::string{}, text.substr(1), text + "0", "{" + text.substr(2) + "}",
        std::string{"0192d5a81f3e-7abc-8def-0123456789ab-"}, std::string{"0192d5a8-1f3e-7abc-8def-0123456789ag"},
        std::string(36, '-'), std::string(36, '0'), std::string{"0192d5a8_1f3e-7abc-8def-0123456789ab"}})
    BOOST_TEST(!parse_uuid(wrong).has_value(), wrong);
}

BOOST_AUTO_TEST_CASE(every_single_wrong_character_is_noticed) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto wrong = text;
    wrong[at] = 'x';
    BOOST_TEST(!parse_uuid(wrong).has_value());
  }
}

BOOST_AUTO_TEST_CASE(version_7_holds_its_time_version_and_variant) {
  const std::array<std::uint8_t, 10> random{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  BOOST_TEST(to_string(make_uuid_v7(instant{std::chrono::milliseconds{0x0192D5A81F3E}}, random)) ==
             "0192d5a8-1f3e-7fff-bfff-ffffffffffff");
  BOOST_TEST(to_string(make_uuid_v7(instant{std::chrono::milliseconds{1}}, {})) ==
             "00000000-0001-7000-8000-000000000000");
}

BOOST_AUTO_TEST_CASE(later_ids_sort_after_earlier_ones) {
  const std::array<std::uint8_t, 10> high{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
  for (std::int64_t ms = 1; ms < (std::int64_t{1} << 46); ms *= 3) {
    const auto earlier = make_uuid_v7(instant{std::chrono::milliseconds{ms}}, high);
    const auto later = make_uuid_v7(instant{std::chrono::milliseconds{ms + 1}}, {});
    BOOST_TEST((earlier < later));
    BOOST_TEST((to_string(earlier) < to_string(later)));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace uuid_test
