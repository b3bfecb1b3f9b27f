#include "gateways/messages/message_template.hpp"

#include <boost/test/unit_test.hpp>

namespace message_template_test {

using namespace homigo::gateways;

BOOST_AUTO_TEST_SUITE(message_template)

BOOST_AUTO_TEST_CASE(variables_are_filled_in) {
  const auto sms = render("login_otp", "sms", {{"otp", "123456"}}).value();
  BOOST_TEST(sms.body.starts_with("123456 is your code"));
  BOOST_TEST(sms.subject == "");
  BOOST_TEST(render("login_otp", "email", {{"otp", "123456"}})->subject == "Your Homigo sign-in code");
}

BOOST_AUTO_TEST_CASE(an_erased_secret_shows_as_an_ellipsis) {
  BOOST_TEST(render("login_otp", "sms", {})->body.starts_with("… is your code"));
}

BOOST_AUTO_TEST_CASE(a_notification_is_told_by_its_type_and_names_whom_it_is_about) {
  const auto match = render("match_made", "app", {{"name", "Asha"}}).value();
  BOOST_TEST(match.subject == "It's a Match!");
  BOOST_TEST(match.body == "You and Asha matched! Start chatting now.");
  BOOST_TEST(render("like_received", "push", {})->subject == "Somebody likes your posting");
  BOOST_TEST(render("like_received", "sms", {})->subject == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_template_has_no_words) { BOOST_TEST(!render("no_such", "sms", {}).has_value()); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace message_template_test
