#include "support/account_world.hpp"

#include <boost/test/unit_test.hpp>

#include "codec/text_map.hpp"

namespace homigo::tests {

config::accounts_settings test_settings() {
  config::accounts_settings settings;
  settings.password_memory_kib = 8;
  settings.password_passes = 1;
  return settings;
}

account_node::account_node(postgres::connection_pool& pool, const domain::clock& clock)
    : ids(clock, random),
      settings(test_settings()),
      secrets(modules::secret_key{7}),
      hasher(settings, metrics),
      account_rows(pool),
      limit_rows(pool),
      session_rows(persistence::make_session_repository(pool)),
      profile_rows(pool),
      operator_rows(pool),
      delivery_rows(pool),
      accounts(modules::account_context{clock, ids, random, settings, secrets, hasher, account_rows, limit_rows,
                                        *session_rows, profile_rows, operator_rows, metrics}),
      outbox(delivery_rows, secrets) {}

domain::signup_request account_world::somebody(int number, domain::user_type type) const {
  const auto digits = std::to_string(1'000'000 + number);
  return {"Asha Rao", "+91981" + digits, "person" + digits + "@example.in", "correct horse", type};
}

std::string account_world::newest_otp(const std::string& recipient) const {
  const auto page = node.outbox.to(recipient, 1);
  if (page.items.empty()) return {};
  const auto variables = codec::read_text_map(page.items.front().variables.text);
  const auto otp = variables.find("otp");
  return otp == variables.end() ? std::string{} : otp->second;
}

domain::signed_in_answer account_world::member(int number, domain::user_type type) {
  const auto request = somebody(number, type);
  const auto signed_up = accounts.signup.sign_up(request, here).value();
  domain::verify_otp_request verify;
  verify.user_id = signed_up.user_id;
  verify.otp = newest_otp(request.phone);
  return session_of(accounts.login.verify_otp(verify, here));
}

void account_world::prove_address(const domain::signed_in_answer& who) {
  domain::verify_otp_request verify;
  verify.user_id = who.user.user_id;
  verify.channel = domain::otp_channel::email;
  verify.otp = newest_otp(who.user.email);
  BOOST_TEST_REQUIRE(outcome(accounts.login.verify_otp(verify, here)) == "");
}

domain::signed_in_answer account_world::session_of(domain::result<domain::verified_answer> done) {
  auto& verified = done.value();
  return {verified.access_token.value(), verified.refresh_token.value(), verified.token_type.value(),
          verified.expires_in.value(), verified.user.value()};
}

std::string account_world::ticket_of(const domain::result<modules::password_outcome>& done) {
  return std::get<modules::verification_pending>(done.value()).ticket;
}

domain::principal account_world::principal_of(const domain::signed_in_answer& signed_in) {
  return accounts.authentication.authenticate(signed_in.access_token).value();
}

bool account_world::is_accepted(const std::string& access_token) {
  return accounts.authentication.cached(access_token) || accounts.authentication.authenticate(access_token);
}

}  // namespace homigo::tests
