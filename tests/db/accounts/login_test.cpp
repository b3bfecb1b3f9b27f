#include <boost/test/unit_test.hpp>

#include "modules/account_housekeeping.hpp"
#include "support/account_world.hpp"

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(login, account_world)

BOOST_AUTO_TEST_CASE(the_right_password_signs_in_by_phone_and_by_address_in_any_case) {
  const auto first = member(1);
  for (const std::string identifier : {"+919811000001", "person1000001@example.in", "Person1000001@EXAMPLE.in"}) {
    const auto in = accounts.login.with_password(identifier, "correct horse", here).value();
    BOOST_TEST((in.user.user_id == first.user.user_id));
    BOOST_TEST(is_accepted(in.access_token));
  }
}

BOOST_AUTO_TEST_CASE(wrong_unknown_and_pending_are_told_alike) {
  member(1);
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(2), here)) == "");
  const auto wrong = accounts.login.with_password(somebody(1).phone, "wrong horse", here).error();
  const auto unknown = accounts.login.with_password(somebody(9).phone, "correct horse", here).error();
  const auto pending = accounts.login.with_password(somebody(2).phone, "correct horse", here).error();
  const auto garbage = accounts.login.with_password("nobody", "correct horse", here).error();
  for (const auto& failure : {wrong, unknown, pending, garbage}) {
    BOOST_TEST((failure.code == domain::errc::unauthorized));
    BOOST_TEST(failure.detail == wrong.detail);
  }
}

BOOST_AUTO_TEST_CASE(a_suspended_account_is_told_so_once_it_has_proven_itself) {
  member(1);
  database.execute("UPDATE users SET account_status = 'suspended'");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "correct horse", here)) == "forbidden");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "wrong horse", here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(many_wrong_passwords_make_wait_and_a_right_one_does_not_help) {
  member(1);
  for (int i = 0; i < 20; ++i)
    BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "wrong horse", here)) == "unauthorized");
  const auto refused = accounts.login.with_password(somebody(1).phone, "correct horse", here);
  BOOST_TEST(outcome(refused) == "quota_exceeded");
  BOOST_TEST((refused.error().retry_after == 900s));
  clock.advance(15min);
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "correct horse", here)) == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_identifier_is_limited_like_a_known_one) {
  for (int i = 0; i < 20; ++i)
    BOOST_TEST(outcome(accounts.login.with_password(somebody(9).phone, "wrong horse", here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(9).phone, "wrong horse", here)) == "quota_exceeded");
}

BOOST_AUTO_TEST_CASE(a_one_time_password_signs_in) {
  const auto first = member(1);
  const auto sent = accounts.login.send_otp(somebody(1).phone, here).value();
  BOOST_TEST((sent.user_id == first.user.user_id));
  domain::verify_otp_request request;
  request.phone = somebody(1).phone;
  request.otp = newest_otp(somebody(1).phone);
  const auto in = accounts.login.verify_otp(request, here).value();
  BOOST_TEST(in.user.revision == first.user.revision);
}

BOOST_AUTO_TEST_CASE(a_newer_password_supersedes_the_one_before) {
  member(1);
  domain::verify_otp_request request;
  request.phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.login.send_otp(*request.phone, here)) == "");
  const auto older = newest_otp(*request.phone);
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.login.send_otp(*request.phone, here)) == "");
  const auto newer = newest_otp(*request.phone);
  if (older != newer) {
    request.otp = older;
    BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "unauthorized");
  }
  request.otp = newer;
  BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_person_gets_the_same_answer_every_time_and_no_message) {
  const auto phone = somebody(9).phone;
  const auto first = accounts.login.send_otp(phone, here).value();
  clock.advance(30s);
  const auto second = accounts.login.send_otp(phone, here).value();
  BOOST_TEST((first.user_id == second.user_id));
  BOOST_TEST((first.user_id.data[6] >> 4) == 7);
  BOOST_TEST(first.otp.attempts_left == 5);
  BOOST_TEST(newest_otp(phone) == "");
  domain::verify_otp_request request;
  request.user_id = first.user_id;
  request.otp = "123456";
  BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(a_password_is_sent_again_after_thirty_seconds_to_known_and_unknown_alike) {
  member(1);
  for (const auto& phone : {somebody(1).phone, somebody(9).phone}) {
    BOOST_TEST(outcome(accounts.login.send_otp(phone, here)) == "");
    clock.advance(10s);
    const auto refused = accounts.login.send_otp(phone, here);
    BOOST_TEST(outcome(refused) == "quota_exceeded");
    BOOST_TEST((refused.error().retry_after == 20s));
    clock.advance(20s);
    BOOST_TEST(outcome(accounts.login.send_otp(phone, here)) == "");
  }
}

BOOST_AUTO_TEST_CASE(an_identifier_without_form_is_an_invalid_field) {
  BOOST_TEST(outcome(accounts.login.send_otp("nobody", here)) == "invalid_fields");
}

BOOST_AUTO_TEST_CASE(expired_secrets_are_erased_and_the_message_stays) {
  member(1);
  modules::account_housekeeping housekeeping{accounts.context, node.delivery_rows};
  BOOST_TEST(newest_otp(somebody(1).phone).size() == 6);
  clock.advance(10min);
  housekeeping.run();
  BOOST_TEST(newest_otp(somebody(1).phone) == "");
  BOOST_TEST(node.outbox.to(somebody(1).phone, 10).items.size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
