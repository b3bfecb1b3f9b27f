#include "domain/kernel/described/text.hpp"

#include <boost/test/unit_test.hpp>

#include "codec/json_reader.hpp"
#include "domain/users/account.hpp"
#include "domain/users/sign_in.hpp"

namespace text_test {

using namespace homigo;
using domain::normalised;
using domain::text_layout;

namespace {

std::string line(std::string_view text) { return normalised(text, text_layout::one_line); }
std::string paragraphs(std::string_view text) { return normalised(text, text_layout::paragraphs); }
std::string fault(std::string_view text, text_layout layout = text_layout::one_line) {
  const auto found = domain::unreadable(text, layout);
  return found ? found->code : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(texts_of_people)

BOOST_AUTO_TEST_CASE(texts_are_composed_and_lose_what_surrounds_them) {
  BOOST_TEST(line("  Asha Rao \t") == "Asha Rao");
  BOOST_TEST(line("Jose\u0301") == "Jos\u00e9");
  BOOST_TEST(line("\u00a0\u200b\ufeffPowai\u3000\u2060") == "Powai");
  BOOST_TEST(line("Po\u200bwai") == "Powai");
  BOOST_TEST(paragraphs("one\r\ntwo\rthree\n\n") == "one\ntwo\nthree");
  BOOST_TEST(paragraphs("\xFF") == "\xFF");
}

BOOST_AUTO_TEST_CASE(joiners_that_shape_letters_and_emojis_stay) {
  const std::string chillu = "\u0d28\u0d4d\u200d", family = "\U0001F468\u200d\U0001F469\u200d\U0001F467";
  BOOST_TEST(line(chillu) == chillu);
  BOOST_TEST(line(family) == family);
  BOOST_TEST(fault(family) == "");
}

BOOST_AUTO_TEST_CASE(a_text_without_anything_to_see_is_told_so) {
  for (const auto* nothing : {"   ", "\u200b\u200b", "\u200d", "\u2800", "\u3164", "\u034f", "\u0378", "\ue000",
                              "\u00ad", "\u0301", "\U000e0041"})
    BOOST_TEST(fault(nothing) == "nothing_to_see", nothing);
  for (const auto* something : {"a", "अ", "🏠", "5", "!", "\u0938\u0902"}) BOOST_TEST(fault(something) == "", something);
}

BOOST_AUTO_TEST_CASE(a_line_holds_no_controls_and_nothing_that_turns_its_direction) {
  for (const auto* bad : {"a\nb", "a\tb", "a\x7f", "a\u0085b", "a\u2028b", "a\u202eb", "a\u2066b", "a\u202ab"})
    BOOST_TEST(fault(bad) == "invalid_character", bad);
  BOOST_TEST(fault("a\nb\tc", text_layout::paragraphs) == "");
  BOOST_TEST(fault("\u2067\u05d0\u2069 b", text_layout::paragraphs) == "");
  BOOST_TEST(fault("a\x01", text_layout::paragraphs) == "invalid_character");
}

BOOST_AUTO_TEST_CASE(lengths_count_what_is_left_and_can_be_seen) {
  const auto named = [](const std::string& name) {
    domain::user_settings settings{"Asha Rao"};
    return codec::read_json(R"({"full_name": ")" + name + "\"}", domain::descriptor<domain::user_settings>(), &settings,
                            codec::read_mode::merge)
        .has_value();
  };
  BOOST_TEST(named(" Asha "));
  BOOST_TEST(named(std::string(118, 'x') + "e\\u0301    "));
  BOOST_TEST(!named(std::string(121, 'x')));
  BOOST_TEST(!named("    "));
  BOOST_TEST(!named("\\u200b"));
  BOOST_TEST(!named("Asha\\u202eoaR"));
}

BOOST_AUTO_TEST_CASE(a_password_is_kept_to_the_last_blank) {
  const auto read =
      codec::read_json<domain::login_request>(R"({"identifier": " a@b.in ", "password": " pass  word "})");
  BOOST_TEST(*read->password == " pass  word ");
  BOOST_TEST(read->identifier == "a@b.in");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace text_test
