#include <boost/test/unit_test.hpp>

#include "support/account_world.hpp"

namespace contact_takeover_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

namespace {

domain::verify_otp_request claim(const domain::uuid& user_id, std::string otp,
                                 domain::otp_channel channel = domain::otp_channel::phone) {
  domain::verify_otp_request request;
  request.user_id = user_id;
  request.otp = std::move(otp);
  request.channel = channel;
  return request;
}

domain::verify_otp_request by_phone(std::string phone, std::string otp) {
  domain::verify_otp_request request;
  request.phone = std::move(phone);
  request.otp = std::move(otp);
  return request;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(contact_takeover, account_world)

BOOST_AUTO_TEST_CASE(a_code_of_an_account_that_a_stranger_proved_the_address_of_opens_the_owners_own_sign_up) {
  auto attack = somebody(2);
  attack.phone = somebody(1).phone;
  const auto theirs = accounts.signup.sign_up(attack, here).value().user_id;
  const auto proof = claim(theirs, newest_otp(attack.email), domain::otp_channel::email);
  BOOST_TEST(outcome(accounts.login.verify_otp(proof, here)) == "");
  clock.advance(30s);
  const auto own = accounts.signup.sign_up(somebody(1), here).value().user_id;
  clock.advance(30s);
  domain::resend_otp_request again;
  again.user_id = theirs;
  BOOST_TEST(outcome(accounts.signup.resend_otp(again, here)) == "");
  const auto in = session_of(accounts.login.verify_otp(by_phone(attack.phone, newest_otp(attack.phone)), here));
  BOOST_TEST((in.user.user_id == own));
  const auto before = database.execute("SELECT count(*) FROM deliveries");
  BOOST_TEST(outcome(accounts.login.send_otp(attack.email, here)) == "");
  BOOST_TEST(outcome(accounts.password_reset.send_otp({attack.email}, here)) == "");
  BOOST_TEST(database.execute("SELECT count(*) FROM deliveries") == before);
}

BOOST_AUTO_TEST_CASE(an_account_opened_by_the_phone_alone_keeps_no_way_in_by_an_address) {
  const auto attack = somebody(2);
  const auto user_id = accounts.signup.sign_up(attack, here).value().user_id;
  const auto address_otp = newest_otp(attack.email);
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, address_otp, domain::otp_channel::email), here)) == "");
  const auto in = session_of(accounts.login.verify_otp(by_phone(attack.phone, newest_otp(attack.phone)), here));
  BOOST_TEST((in.user.badges == std::vector{domain::badge::phone}));
  const auto before = database.execute("SELECT count(*) FROM deliveries");
  clock.advance(30s);
  domain::resend_otp_request again;
  again.user_id = user_id;
  again.channel = domain::otp_channel::email;
  BOOST_TEST(outcome(accounts.signup.resend_otp(again, here)) == "");
  BOOST_TEST(outcome(accounts.login.send_otp(attack.email, here)) == "");
  BOOST_TEST(database.execute("SELECT count(*) FROM deliveries") == before);
  // Who resets by the phone did not write the address down: it cannot be proven afterwards either.
  BOOST_TEST(outcome(accounts.password_reset.send_otp({attack.phone}, here)) == "");
  const domain::reset_password_request reset{attack.phone, newest_otp(attack.phone), "battery staple", {}};
  BOOST_TEST(outcome(accounts.password_reset.reset(reset, here)) == "");
  BOOST_TEST(accounts.profiles.own(user_id).value().email == "");
}

BOOST_AUTO_TEST_CASE(the_codes_an_address_was_sent_die_when_the_phone_alone_opens_the_account) {
  const auto attack = somebody(2);
  const auto user_id = accounts.signup.sign_up(attack, here).value().user_id;
  BOOST_TEST(outcome(accounts.login.verify_otp(by_phone(attack.phone, newest_otp(attack.phone)), here)) == "");
  const auto late = claim(user_id, newest_otp(attack.email), domain::otp_channel::email);
  BOOST_TEST(outcome(accounts.login.verify_otp(late, here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(the_one_who_chose_the_password_proves_the_address_once_it_is_confirmed) {
  const auto own = somebody(1);
  const auto user_id = accounts.signup.sign_up(own, here).value().user_id;
  BOOST_TEST(outcome(accounts.login.verify_otp(by_phone(own.phone, newest_otp(own.phone)), here)) == "");
  domain::resend_otp_request again;
  again.ticket = ticket_of(accounts.login.with_password(own.phone, own.password, here));
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.signup.resend_otp(again, here)) == "");
  domain::verify_otp_request both;
  both.ticket = again.ticket;
  both.otp = newest_otp(own.phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(both, here)) == "");
  again.channel = domain::otp_channel::email;
  BOOST_TEST(outcome(accounts.signup.resend_otp(again, here)) == "");
  const auto address = claim(user_id, newest_otp(own.email), domain::otp_channel::email);
  BOOST_TEST(outcome(accounts.login.verify_otp(address, here)) == "");
  BOOST_TEST(outcome(accounts.login.with_password(own.email, own.password, here)) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace contact_takeover_test
