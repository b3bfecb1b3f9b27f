#include <boost/test/unit_test.hpp>

#include "support/account_world.hpp"

namespace signup_test {

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

std::string other_than(const std::string& otp) { return otp == "000000" ? "000001" : "000000"; }

}  // namespace

BOOST_FIXTURE_TEST_SUITE(signup, account_world)

BOOST_AUTO_TEST_CASE(a_new_account_is_pending_until_its_phone_is_proven) {
  const auto request = somebody(1);
  const auto signed_up = accounts.signup.sign_up(request, here).value();
  BOOST_TEST((signed_up.account_status == domain::account_status::pending));
  BOOST_TEST((signed_up.otp.channel == domain::otp_channel::phone));
  BOOST_TEST(signed_up.otp.attempts_left == 5);
  BOOST_TEST((signed_up.otp.expires_at == clock.now() + 10min));

  const auto in = session_of(accounts.login.verify_otp(claim(signed_up.user_id, newest_otp(request.phone)), here));
  BOOST_TEST((in.user.account_status == domain::account_status::active));
  BOOST_TEST((in.user.badges == std::vector{domain::badge::phone}));
  BOOST_TEST(in.token_type == "Bearer");
  BOOST_TEST(in.expires_in == 3600);
  BOOST_TEST((principal_of(in).user_id == signed_up.user_id));
}

BOOST_AUTO_TEST_CASE(the_email_address_is_proven_by_its_own_password_which_adds_a_badge_and_signs_nobody_in) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  const auto proven =
      accounts.login.verify_otp(claim(user_id, newest_otp(request.email), domain::otp_channel::email), here).value();
  BOOST_TEST((proven.account_status == domain::account_status::pending));
  BOOST_TEST((!proven.access_token && !proven.refresh_token && !proven.user));
  BOOST_TEST(database.execute("SELECT count(*) FROM sessions") == "0");
  const auto in = session_of(accounts.login.verify_otp(claim(user_id, newest_otp(request.phone)), here));
  BOOST_TEST((in.user.badges == std::vector{domain::badge::phone, domain::badge::email}));
  BOOST_TEST(!in.user.is_fully_verified);
}

BOOST_AUTO_TEST_CASE(a_password_is_accepted_once) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  const auto otp = newest_otp(request.phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, otp), here)) == "");
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, otp), here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(five_wrong_tries_kill_a_password) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  const auto otp = newest_otp(request.phone);
  for (int i = 0; i < 5; ++i)
    BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, other_than(otp)), here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, otp), here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(four_wrong_tries_leave_a_fifth) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  const auto otp = newest_otp(request.phone);
  for (int i = 0; i < 4; ++i)
    BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, other_than(otp)), here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, otp), here)) == "");
}

BOOST_AUTO_TEST_CASE(a_password_dies_after_ten_minutes) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  clock.advance(10min);
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, newest_otp(request.phone)), here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(a_phone_or_an_address_in_use_is_a_conflict) {
  prove_address(member(1));
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), here)) == "conflict");
  auto same_phone = somebody(2);
  same_phone.phone = somebody(1).phone;
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.signup.sign_up(same_phone, here)) == "conflict");
  auto same_address = somebody(3);
  same_address.email = "PERSON1000001@example.in";
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.signup.sign_up(same_address, here)) == "conflict");
}

BOOST_AUTO_TEST_CASE(of_two_pending_accounts_the_first_to_prove_the_phone_gets_it) {
  auto second_request = somebody(2);
  second_request.phone = somebody(1).phone;
  const auto first = accounts.signup.sign_up(somebody(1), here).value().user_id;
  const auto first_otp = newest_otp(somebody(1).phone);
  clock.advance(30s);
  const auto second = accounts.signup.sign_up(second_request, here).value().user_id;
  const auto second_otp = newest_otp(second_request.phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(second, second_otp), here)) == "");
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(first, first_otp), here)) == "unauthorized");
  BOOST_TEST(database.execute("SELECT count(*) FROM sessions") == "1");
}

BOOST_AUTO_TEST_CASE(a_second_sign_up_with_the_same_phone_spoils_neither_the_first_code_nor_its_tries) {
  const auto own = somebody(1);
  auto others = somebody(2);
  others.phone = own.phone;
  others.password = "battery staple";
  const auto own_id = accounts.signup.sign_up(own, here).value().user_id;
  const auto own_otp = newest_otp(own.phone);
  clock.advance(30s);
  const auto others_id = accounts.signup.sign_up(others, here).value().user_id;
  for (int i = 0; i < 6; ++i)
    BOOST_TEST(outcome(accounts.login.verify_otp(claim(others_id, other_than(own_otp)), here)) == "unauthorized");
  const auto in = session_of(accounts.login.verify_otp(by_phone(own.phone, own_otp), here));
  BOOST_TEST((in.user.user_id == own_id));
  BOOST_TEST(outcome(accounts.login.with_password(own.phone, "battery staple", here)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(an_account_made_active_by_the_phone_alone_does_not_open_by_a_password_that_nobody_showed) {
  auto attack = somebody(1);
  attack.password = "battery staple";
  BOOST_TEST(outcome(accounts.signup.sign_up(attack, here)) == "");
  BOOST_TEST(outcome(accounts.login.verify_otp(by_phone(attack.phone, newest_otp(attack.phone)), here)) == "");
  const auto ticket = ticket_of(accounts.login.with_password(attack.phone, "battery staple", here));
  // Password and phone together: it is the same person.
  clock.advance(30s);
  domain::resend_otp_request again;
  again.ticket = ticket;
  BOOST_TEST(outcome(accounts.signup.resend_otp(again, here)) == "");
  domain::verify_otp_request both;
  both.ticket = ticket;
  both.otp = newest_otp(attack.phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(both, here)) == "");
  BOOST_TEST(outcome(accounts.login.with_password(attack.phone, "battery staple", here)) == "");
}

BOOST_AUTO_TEST_CASE(who_claims_a_phone_and_proves_an_address_neither_reserves_the_phone_nor_learns_who_proves_it) {
  auto attack = somebody(2);
  attack.phone = somebody(1).phone;
  attack.password = "battery staple";
  const auto theirs = accounts.signup.sign_up(attack, here).value().user_id;
  const auto proof = claim(theirs, newest_otp(attack.email), domain::otp_channel::email);
  BOOST_TEST(outcome(accounts.login.verify_otp(proof, here)) == "");
  BOOST_TEST(!ticket_of(accounts.login.with_password(attack.phone, "battery staple", here)).empty());
  const auto before = database.execute("SELECT count(*) FROM deliveries");
  BOOST_TEST(outcome(accounts.login.send_otp(attack.phone, here)) == "");
  BOOST_TEST(database.execute("SELECT count(*) FROM deliveries") == before);
  clock.advance(30s);
  const auto owner = member(1);
  BOOST_TEST((owner.user.user_id != theirs));
  BOOST_TEST(outcome(accounts.login.with_password(attack.phone, "battery staple", here)) == "unauthorized");
  BOOST_TEST(outcome(accounts.login.with_password(attack.phone, "correct horse", here)) == "");
}

BOOST_AUTO_TEST_CASE(nobody_waits_before_another_message_because_a_stranger_asked_and_the_hour_is_bounded_for_all) {
  const modules::client_origin elsewhere{"198.51.100.7", "stranger"};
  auto attack = somebody(2);
  attack.phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.signup.sign_up(attack, elsewhere)) == "");
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), here)) == "");
  BOOST_TEST((accounts.signup.sign_up(somebody(1), here).error().retry_after == 30s));
  for (int i = 2; i < 10; ++i) {
    const modules::client_origin other{"203.0.113." + std::to_string(i), "stranger"};
    BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), other)) == "");
  }
  const modules::client_origin last{"203.0.113.99", "stranger"};
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), last)) == "quota_exceeded");
}

BOOST_AUTO_TEST_CASE(whoever_proves_an_address_takes_it_from_those_who_only_claimed_it) {
  auto attack = somebody(2);
  attack.email = somebody(1).email;
  const auto claimed = accounts.signup.sign_up(attack, here).value().user_id;
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(claimed, newest_otp(attack.phone)), here)) == "");
  clock.advance(30s);
  prove_address(member(1));
  BOOST_TEST(accounts.profiles.own(claimed).value().email == "");
  BOOST_TEST(outcome(accounts.login.with_password(somebody(1).email, "correct horse", here)) == "");
}

BOOST_AUTO_TEST_CASE(every_recipient_is_counted_and_has_a_pause) {
  auto request = somebody(1);
  for (int i = 0; i < 10; ++i) {
    request.phone = somebody(10 + i).phone;
    BOOST_TEST(outcome(accounts.signup.sign_up(request, here)) == "");
    request.phone = somebody(30 + i).phone;
    const auto too_soon = accounts.signup.sign_up(request, here);
    BOOST_TEST(outcome(too_soon) == "quota_exceeded");
    BOOST_TEST((too_soon.error().retry_after > 0s && too_soon.error().retry_after <= 1h));
    clock.advance(30s);
  }
  const auto refused = accounts.signup.sign_up(request, here);
  BOOST_TEST(outcome(refused) == "quota_exceeded");
  BOOST_TEST((refused.error().retry_after == 3300s));
  BOOST_TEST(node.outbox.to(request.email, 100).items.size() == 10U);
  clock.advance(1h);
  BOOST_TEST(outcome(accounts.signup.sign_up(request, here)) == "");
}

BOOST_AUTO_TEST_CASE(who_is_refused_by_a_limit_costs_no_hash) {
  node.settings.otp_per_address_hourly = node.settings.otp_per_recipient_hourly = 1;
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), here)) == "");
  const auto hashes = node.hasher.computations();
  BOOST_TEST(hashes == 1U);
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(2), here)) == "quota_exceeded");
  auto same_phone = somebody(3);
  same_phone.phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.signup.sign_up(same_phone, {"192.0.2.2", "test"})) == "quota_exceeded");
  BOOST_TEST(node.hasher.computations() == hashes);
}

BOOST_AUTO_TEST_CASE(who_is_refused_by_one_limit_takes_from_no_other) {
  node.settings.otp_per_address_hourly = 1;
  node.settings.otp_per_recipient_hourly = 2;
  node.settings.otp_resend_seconds = 0;
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), here)) == "");
  for (int i = 2; i < 12; ++i) {
    const modules::client_origin elsewhere{"198.51.100." + std::to_string(i), "test"};
    BOOST_TEST(outcome(accounts.signup.sign_up(somebody(i), here)) == "quota_exceeded");
    BOOST_TEST(outcome(accounts.login.send_otp(somebody(i).phone, here)) == "quota_exceeded");
    BOOST_TEST(outcome(accounts.signup.sign_up(somebody(i), elsewhere)) == "");
    const modules::client_origin third{"203.0.113." + std::to_string(i), "test"};
    BOOST_TEST(outcome(accounts.login.send_otp(somebody(i).phone, third)) == "");
  }
}

BOOST_AUTO_TEST_CASE(asking_again_is_answered_alike_whoever_is_named) {
  const auto user_id = accounts.signup.sign_up(somebody(1), here).value().user_id;
  clock.advance(30s);
  domain::resend_otp_request known, unknown, nobody;
  known.user_id = user_id;
  unknown.user_id = domain::uuid{};
  nobody.phone = somebody(9).phone;
  for (const auto& request : {known, unknown, nobody}) {
    BOOST_TEST(accounts.signup.resend_otp(request, here).value().otp.attempts_left == 5);
    BOOST_TEST((accounts.signup.resend_otp(request, here).error().retry_after == 30s));
  }
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, newest_otp(somebody(1).phone)), here)) == "");
}

BOOST_AUTO_TEST_CASE(no_secret_stands_readable_in_the_database) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  const auto otp = newest_otp(request.phone);
  const auto in = session_of(accounts.login.verify_otp(claim(user_id, otp), here));
  const auto everything = database.execute(
      "SELECT (SELECT string_agg(o::text, '') FROM otp_logs o) || (SELECT string_agg(s::text, '') FROM sessions s)"
      " || (SELECT string_agg(d::text, '') FROM deliveries d) || (SELECT string_agg(u::text, '') FROM users u)");
  BOOST_TEST(everything.find(in.access_token) == everything.npos);
  BOOST_TEST(everything.find(in.refresh_token) == everything.npos);
  BOOST_TEST(everything.find("\"otp\"") == everything.npos);
  BOOST_TEST(everything.find(request.password) == everything.npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace signup_test
