#include <boost/test/unit_test.hpp>

#include "support/account_world.hpp"

namespace login_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(login, account_world)

BOOST_AUTO_TEST_CASE(the_right_password_signs_in_by_phone_and_by_address_in_any_case) {
  const auto first = member(1);
  prove_address(first);
  for (const std::string identifier : {"+919811000001", "person1000001@example.in", "Person1000001@EXAMPLE.in"}) {
    const auto in =
        std::get<domain::signed_in_answer>(accounts.login.with_password(identifier, "correct horse", here).value());
    BOOST_TEST((in.user.user_id == first.user.user_id));
    BOOST_TEST(is_accepted(in.access_token));
  }
}

BOOST_AUTO_TEST_CASE(wrong_unknown_and_pending_are_told_alike) {
  member(1);
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(2), here)) == "");
  const auto wrong = accounts.login.with_password(somebody(1).phone, "wrong horse", here).error();
  const auto unknown = accounts.login.with_password(somebody(9).phone, "correct horse", here).error();
  const auto pending = accounts.login.with_password(somebody(2).phone, "wrong horse", here).error();
  const auto unproven = accounts.login.with_password(somebody(1).email, "correct horse", here).error();
  const auto garbage = accounts.login.with_password("nobody", "correct horse", here).error();
  for (const auto& failure : {wrong, unknown, pending, unproven, garbage}) {
    BOOST_TEST((failure.code == domain::errc::unauthorized));
    BOOST_TEST(failure.detail == wrong.detail);
  }
}

BOOST_AUTO_TEST_CASE(the_right_password_of_a_pending_account_gives_a_ticket_that_resends_and_proves) {
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), here)) == "");
  const auto ticket = ticket_of(accounts.login.with_password(somebody(1).phone, "correct horse", here));
  clock.advance(30s);
  domain::resend_otp_request again;
  again.ticket = ticket;
  BOOST_TEST(outcome(accounts.signup.resend_otp(again, here)) == "");
  domain::verify_otp_request proof;
  proof.ticket = ticket;
  proof.otp = newest_otp(somebody(1).phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(proof, here)) == "");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "correct horse", here)) == "");
}

BOOST_AUTO_TEST_CASE(a_suspended_account_is_told_so_once_it_has_proven_itself) {
  member(1);
  database.execute("UPDATE users SET account_status = 'suspended'");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "correct horse", here)) == "forbidden");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).phone, "wrong horse", here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(many_wrong_passwords_make_strangers_wait_and_neither_the_owner_nor_another_address) {
  member(1);
  const modules::client_origin elsewhere{"198.51.100.7", "guesser"}, new_device{"203.0.113.5", "new"};
  const auto phone = somebody(1).phone;
  for (int i = 0; i < 20; ++i)
    BOOST_TEST(outcome(accounts.login.with_password(phone, "wrong horse", elsewhere)) == "unauthorized");
  const auto refused = accounts.login.with_password(phone, "correct horse", elsewhere);
  BOOST_TEST(outcome(refused) == "quota_exceeded");
  BOOST_TEST((refused.error().retry_after == 900s));
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", new_device)) == "");
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", here)) == "");
  BOOST_TEST(outcome(accounts.login.send_otp(phone, here)) == "");
  domain::verify_otp_request request;
  request.phone = phone;
  request.otp = newest_otp(phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "");
  clock.advance(15min);
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", elsewhere)) == "");
}

BOOST_AUTO_TEST_CASE(where_the_owner_was_signed_in_the_right_password_passes_after_wrong_ones_but_guessing_is_bounded) {
  member(1);
  const auto phone = somebody(1).phone;
  for (int i = 0; i < 20; ++i)
    BOOST_TEST(outcome(accounts.login.with_password(phone, "wrong horse", here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(phone, "wrong horse", here)) == "quota_exceeded");
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", here)) == "");
  for (int i = 0; i < 100; ++i) (void)accounts.login.with_password(phone, "wrong horse", here);
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", here)) == "quota_exceeded");
}

BOOST_AUTO_TEST_CASE(a_clock_that_was_ahead_leaves_no_longer_wait_than_the_window) {
  member(1);
  const auto phone = somebody(1).phone;
  const modules::client_origin elsewhere{"198.51.100.7", "guesser"};
  clock.advance(48h);
  for (int i = 0; i < 21; ++i) (void)accounts.login.with_password(phone, "wrong horse", elsewhere);
  clock.advance(-48h);
  BOOST_TEST((accounts.login.with_password(phone, "correct horse", elsewhere).error().retry_after == 900s));
  clock.advance(15min);
  BOOST_TEST(outcome(accounts.login.with_password(phone, "correct horse", elsewhere)) == "");
}

BOOST_AUTO_TEST_CASE(an_unknown_identifier_is_limited_like_a_known_one) {
  for (int i = 0; i < 20; ++i)
    BOOST_TEST(outcome(accounts.login.with_password(somebody(9).phone, "wrong horse", here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(9).phone, "wrong horse", here)) == "quota_exceeded");
}

BOOST_AUTO_TEST_CASE(who_must_wait_costs_no_hash) {
  node.settings.wrong_tries_per_address = 1;
  BOOST_TEST(outcome(accounts.login.with_password(somebody(8).phone, "wrong horse", here)) == "unauthorized");
  const auto hashes = node.hasher.computations();
  BOOST_TEST(hashes == 1U);
  BOOST_TEST(outcome(accounts.login.with_password(somebody(9).phone, "wrong horse", here)) == "quota_exceeded");
  BOOST_TEST(node.hasher.computations() == hashes);
}

BOOST_AUTO_TEST_CASE(a_one_time_password_signs_in_with_its_ticket_or_with_the_phone) {
  const auto first = member(1);
  domain::verify_otp_request request;
  request.ticket = accounts.login.send_otp(somebody(1).phone, here).value().ticket;
  request.otp = newest_otp(somebody(1).phone);
  const auto in = session_of(accounts.login.verify_otp(request, here));
  BOOST_TEST((in.user.user_id == first.user.user_id));
  BOOST_TEST(in.user.revision == first.user.revision);
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.login.send_otp(somebody(1).phone, here)) == "");
  request = {};
  request.phone = somebody(1).phone;
  request.otp = newest_otp(somebody(1).phone);
  BOOST_TEST((session_of(accounts.login.verify_otp(request, here)).user.user_id == first.user.user_id));
}

BOOST_AUTO_TEST_CASE(who_asks_for_another_persons_code_spoils_nothing_of_theirs) {
  member(1);
  const auto phone = somebody(1).phone;
  domain::verify_otp_request own;
  own.ticket = accounts.login.send_otp(phone, here).value().ticket;
  own.otp = newest_otp(phone);
  clock.advance(30s);
  domain::verify_otp_request others;
  others.ticket = accounts.login.send_otp(phone, here).value().ticket;
  others.otp = own.otp == "000000" ? "000001" : "000000";
  for (int i = 0; i < 6; ++i) BOOST_TEST(outcome(accounts.login.verify_otp(others, here)) == "unauthorized");
  others = {};
  others.phone = phone;
  others.otp = own.otp == "000000" ? "000001" : "000000";
  for (int i = 0; i < 6; ++i) BOOST_TEST(outcome(accounts.login.verify_otp(others, here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.verify_otp(own, here)) == "");
}

BOOST_AUTO_TEST_CASE(five_wrong_tries_with_the_phone_alone_kill_that_way_in) {
  member(1);
  domain::verify_otp_request request;
  request.phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.login.send_otp(*request.phone, here)) == "");
  const auto otp = newest_otp(*request.phone);
  request.otp = otp == "000000" ? "000001" : "000000";
  for (int i = 0; i < 5; ++i) BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "unauthorized");
  request.otp = otp;
  BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(an_unknown_person_gets_a_ticket_of_the_same_form_and_no_message) {
  member(1);
  const auto known = accounts.login.send_otp(somebody(1).phone, here).value();
  const auto unknown = accounts.login.send_otp(somebody(9).phone, here).value();
  BOOST_TEST(known.ticket.size() == unknown.ticket.size());
  BOOST_TEST(unknown.otp.attempts_left == 5);
  BOOST_TEST(newest_otp(somebody(9).phone) == "");
  domain::verify_otp_request request;
  request.ticket = unknown.ticket;
  request.otp = "123456";
  BOOST_TEST(outcome(accounts.login.verify_otp(request, here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(an_address_that_is_not_proven_signs_nobody_in) {
  const auto in = member(1);
  const auto before = database.execute("SELECT count(*) FROM deliveries");
  BOOST_TEST(outcome(accounts.login.send_otp(in.user.email, here)) == "");
  BOOST_TEST(outcome(accounts.password_reset.send_otp({in.user.email}, here)) == "");
  BOOST_TEST(database.execute("SELECT count(*) FROM deliveries") == before);
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
  BOOST_TEST(newest_otp(somebody(1).phone).size() == 6);
  clock.advance(10min);
  node.delivery_rows.erase_expired_secrets(clock.now());
  BOOST_TEST(newest_otp(somebody(1).phone) == "");
  BOOST_TEST(node.outbox.to(somebody(1).phone, 10).items.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace login_test
