#include <boost/test/unit_test.hpp>

#include "support/account_world.hpp"

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

  const auto in = accounts.login.verify_otp(claim(signed_up.user_id, newest_otp(request.phone)), here).value();
  BOOST_TEST((in.user.account_status == domain::account_status::active));
  BOOST_TEST((in.user.badges == std::vector{domain::badge::phone}));
  BOOST_TEST(in.token_type == "Bearer");
  BOOST_TEST(in.expires_in == 3600);
  BOOST_TEST((principal_of(in).user_id == signed_up.user_id));
}

BOOST_AUTO_TEST_CASE(the_email_address_is_proven_by_its_own_password) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(user_id, newest_otp(request.phone)), here)) == "");
  const auto in =
      accounts.login.verify_otp(claim(user_id, newest_otp(request.email), domain::otp_channel::email), here).value();
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
  member(1);
  BOOST_TEST(outcome(accounts.signup.sign_up(somebody(1), here)) == "conflict");
  auto same_phone = somebody(2);
  same_phone.phone = somebody(1).phone;
  BOOST_TEST(outcome(accounts.signup.sign_up(same_phone, here)) == "conflict");
  auto same_address = somebody(3);
  same_address.email = "PERSON1000001@example.in";
  BOOST_TEST(outcome(accounts.signup.sign_up(same_address, here)) == "conflict");
}

BOOST_AUTO_TEST_CASE(of_two_pending_accounts_the_first_to_prove_the_phone_gets_it) {
  auto second_request = somebody(2);
  second_request.phone = somebody(1).phone;
  const auto first = accounts.signup.sign_up(somebody(1), here).value().user_id;
  const auto first_otp = newest_otp(somebody(1).phone);
  clock.advance(1s);
  const auto second = accounts.signup.sign_up(second_request, here).value().user_id;
  const auto second_otp = newest_otp(second_request.phone);
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(second, second_otp), here)) == "");
  BOOST_TEST(outcome(accounts.login.verify_otp(claim(first, first_otp), here)) == "conflict");
  BOOST_TEST(database.execute("SELECT count(*) FROM sessions") == "1");
}

BOOST_AUTO_TEST_CASE(signing_up_with_one_phone_is_limited_by_the_hour) {
  auto request = somebody(1);
  for (int i = 0; i < 10; ++i) {
    request.email = "other" + std::to_string(i) + "@example.in";
    BOOST_TEST(outcome(accounts.signup.sign_up(request, here)) == "");
  }
  const auto refused = accounts.signup.sign_up(request, here);
  BOOST_TEST(outcome(refused) == "quota_exceeded");
  BOOST_TEST((refused.error().retry_after == 3600s));
  clock.advance(1h);
  BOOST_TEST(outcome(accounts.signup.sign_up(request, here)) == "");
}

BOOST_AUTO_TEST_CASE(no_secret_stands_readable_in_the_database) {
  const auto request = somebody(1);
  const auto user_id = accounts.signup.sign_up(request, here).value().user_id;
  const auto otp = newest_otp(request.phone);
  const auto in = accounts.login.verify_otp(claim(user_id, otp), here).value();
  const auto everything = database.execute(
      "SELECT (SELECT string_agg(o::text, '') FROM otp_logs o) || (SELECT string_agg(s::text, '') FROM sessions s)"
      " || (SELECT string_agg(d::text, '') FROM deliveries d) || (SELECT string_agg(u::text, '') FROM users u)");
  BOOST_TEST(everything.find(in.access_token) == everything.npos);
  BOOST_TEST(everything.find(in.refresh_token) == everything.npos);
  BOOST_TEST(everything.find("\"otp\"") == everything.npos);
  BOOST_TEST(everything.find(request.password) == everything.npos);
}

BOOST_AUTO_TEST_SUITE_END()
