#include "domain/users/password_policy.hpp"

#include <boost/test/unit_test.hpp>

namespace password_policy_test {

using namespace homigo::domain;

namespace {

std::string verdict(std::string_view password) {
  const auto weak = weakness_of(password, {"+919812345678", "asha.rao@example.in", "Asha Rao"});
  return weak ? weak->code : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(password_policy)

BOOST_AUTO_TEST_CASE(passwords_that_are_tried_first_are_refused_in_any_case_and_with_digits_behind) {
  for (const auto* password : {"password", "Password", "P@ssw0rd", "password123", "Password1!", "qwertyuiop",
                               "iloveyou", "Welcome@2026", "mumbai@123", "letmein1", "trustno1", "1q2w3e4r"})
    BOOST_TEST(verdict(password) == "too_common", password);
}

BOOST_AUTO_TEST_CASE(a_password_without_anything_to_see_is_refused) {
  for (const auto* password : {"        ", "\t\t\t\t\t\t\t\t", "\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000",
                               "\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B"})
    BOOST_TEST(verdict(password) == "nothing_to_see");
}

BOOST_AUTO_TEST_CASE(the_own_phone_address_and_name_are_refused) {
  for (const auto* password : {"+919812345678", "9812345678", "98123 45678", "asha.rao@example.in", "Asha Rao",
                               "asharao123", "Asha@2026", "raoasha1"})
    BOOST_TEST(verdict(password) == "own_identifier", password);
}

BOOST_AUTO_TEST_CASE(one_row_of_characters_is_refused) {
  for (const auto* password : {"zzzzzzzz", "23456789", "98765432", "hijklmno", "xyxyxyxy"})
    BOOST_TEST(verdict(password) == "too_simple", password);
}

BOOST_AUTO_TEST_CASE(what_nobody_tries_first_is_accepted) {
  for (const auto* password : {"correct horse battery 9", "a wholly new passphrase 7", "battery staple",
                               "asha loves the monsoon", "Tr4vel-mug-\u092e\u0941\u0902\u092c\u0908", "vq83hfm2",
                               "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e"})
    BOOST_TEST(verdict(password) == "", password);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace password_policy_test
