#include <boost/test/unit_test.hpp>

#include "support/account_world.hpp"

namespace password_reset_test {

using namespace homigo;
using namespace homigo::tests;

BOOST_FIXTURE_TEST_SUITE(password_reset, account_world)

BOOST_AUTO_TEST_CASE(a_new_password_replaces_the_old_one_and_ends_every_session) {
  const auto in = member(1);
  const auto phone = somebody(1).phone;
  BOOST_TEST(is_accepted(in.access_token));
  BOOST_TEST(outcome(accounts.password_reset.send_otp({phone}, here)) == "");
  BOOST_TEST(outcome(accounts.password_reset.reset({phone, newest_otp(phone), "battery staple", {}}, here)) == "");
  BOOST_TEST(!is_accepted(in.access_token));
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(phone, "battery staple", here)) == "");
}

BOOST_AUTO_TEST_CASE(a_sign_in_password_resets_nothing_and_a_reset_password_signs_nobody_in) {
  member(1);
  const auto phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.login.send_otp(phone, here)) == "");
  BOOST_TEST(outcome(accounts.password_reset.reset({phone, newest_otp(phone), "battery staple", {}}, here)) ==
             "unauthorized");
  clock.advance(std::chrono::seconds{1});
  BOOST_TEST(outcome(accounts.password_reset.send_otp({phone}, here)) == "");
  domain::verify_otp_request request;
  request.phone = phone;
  request.otp = newest_otp(phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(unknown_and_pending_people_get_the_same_answer_and_no_message) {
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(2), here)) == "");
  const auto before = database.execute("SELECT count(*) FROM deliveries");
  for (const auto& phone : {somebody(2).phone, somebody(9).phone}) {
    const auto sent = accounts.password_reset.send_otp({phone}, here).value();
    BOOST_TEST(sent.otp.attempts_left == 5);
    BOOST_TEST(outcome(accounts.password_reset.reset({phone, "123456", "battery staple", {}}, here)) == "unauthorized");
  }
  BOOST_TEST(database.execute("SELECT count(*) FROM deliveries") == before);
}

BOOST_AUTO_TEST_CASE(five_wrong_tries_kill_a_reset) {
  member(1);
  const auto phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.password_reset.send_otp({phone}, here)) == "");
  const auto otp = newest_otp(phone);
  const std::string wrong = otp == "000000" ? "000001" : "000000";
  for (int i = 0; i < 5; ++i)
    BOOST_TEST(outcome(accounts.password_reset.reset({phone, wrong, "battery staple", {}}, here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.password_reset.reset({phone, otp, "battery staple", {}}, here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(a_ticket_beside_another_persons_phone_is_a_wrong_try_that_changes_and_forgives_nothing) {
  member(1);
  member(2);
  const auto victim = somebody(1).phone, own = somebody(2).phone;
  const modules::client_origin elsewhere{"198.51.100.7", "guesser"};
  for (int i = 0; i < 20; ++i) (void)accounts.login.with_password(victim, "wrong horse", elsewhere);
  const auto ticket = accounts.password_reset.send_otp({own}, elsewhere).value().ticket;
  const auto otp = newest_otp(own);
  domain::reset_password_request reset{victim, otp, "battery staple", ticket};
  for (int i = 0; i < 4; ++i) BOOST_TEST(outcome(accounts.password_reset.reset(reset, elsewhere)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(victim, "wrong horse", elsewhere)) == "quota_exceeded");
  BOOST_TEST(outcome(accounts.login.with_password(own, "correct horse", here)) == "");
  BOOST_TEST(database.execute("SELECT max(attempts) FROM otp_logs WHERE purpose = 'password_reset'") == "4");
  reset.identifier = own;
  BOOST_TEST(outcome(accounts.password_reset.reset(reset, elsewhere)) == "");
  BOOST_TEST(outcome(accounts.login.with_password(victim, "wrong horse", elsewhere)) == "quota_exceeded");
}

BOOST_AUTO_TEST_CASE(a_reset_by_the_ticket_takes_the_own_address_in_any_case) {
  prove_address(member(1));
  const auto ticket = accounts.password_reset.send_otp({somebody(1).email}, here).value().ticket;
  const domain::reset_password_request reset{"Person1000001@EXAMPLE.in", newest_otp(somebody(1).email),
                                             "battery staple", ticket};
  BOOST_TEST(outcome(accounts.password_reset.reset(reset, here)) == "");
}

BOOST_AUTO_TEST_CASE(a_success_does_not_give_back_the_messages_that_were_sent) {
  node.settings.otp_per_recipient_hourly = 3;  // the sign-up is one of them
  node.settings.otp_resend_seconds = 0;
  member(1);
  const auto phone = somebody(1).phone;
  for (int i = 0; i < 2; ++i) {
    clock.advance(std::chrono::seconds{1});
    BOOST_TEST(outcome(accounts.password_reset.send_otp({phone}, here)) == "");
    BOOST_TEST(outcome(accounts.password_reset.reset({phone, newest_otp(phone), "battery staple", {}}, here)) == "");
  }
  BOOST_TEST(outcome(accounts.password_reset.send_otp({phone}, here)) == "quota_exceeded");
}

BOOST_AUTO_TEST_CASE(who_has_guessed_too_often_costs_no_hash) {
  node.settings.wrong_tries_per_address = 1;
  const domain::reset_password_request guess{somebody(1).phone, "000000", "three blue kites", std::nullopt};
  BOOST_TEST(outcome(accounts.password_reset.reset(guess, here)) == "unauthorized");
  const auto hashes = node.hasher.computations();
  BOOST_TEST(hashes == 1U);
  BOOST_TEST(outcome(accounts.password_reset.reset(guess, here)) == "quota_exceeded");
  BOOST_TEST(node.hasher.computations() == hashes);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace password_reset_test
