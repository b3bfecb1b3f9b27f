#include <boost/test/unit_test.hpp>

#include "modules/users/secrets/token.hpp"
#include "support/account_world.hpp"

namespace sessions_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

BOOST_FIXTURE_TEST_SUITE(sessions, account_world)

BOOST_AUTO_TEST_CASE(refreshing_gives_new_tokens_and_ends_the_old_ones) {
  const auto in = member(1);
  const auto next = accounts.sessions.refresh({in.refresh_token}).value();
  BOOST_TEST(next.access_token != in.access_token);
  BOOST_TEST(next.refresh_token != in.refresh_token);
  BOOST_TEST(is_accepted(next.access_token));
  BOOST_TEST(!is_accepted(in.access_token));
}

BOOST_AUTO_TEST_CASE(a_refresh_token_lost_in_transit_gives_the_same_successor_for_thirty_seconds) {
  const auto in = member(1);
  const auto next = accounts.sessions.refresh({in.refresh_token}).value();
  clock.advance(29s);
  const auto again = accounts.sessions.refresh({in.refresh_token}).value();
  BOOST_TEST(again.access_token == next.access_token);
  BOOST_TEST(again.refresh_token == next.refresh_token);
  BOOST_TEST(again.expires_in == 3600 - 29);
}

BOOST_AUTO_TEST_CASE(reuse_after_the_grace_time_revokes_the_family) {
  const auto in = member(1);
  const auto next = accounts.sessions.refresh({in.refresh_token}).value();
  BOOST_TEST(is_accepted(next.access_token));
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "unauthorized");
  BOOST_TEST(!is_accepted(next.access_token));
  BOOST_TEST(outcome(accounts.sessions.refresh({next.refresh_token})) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(reuse_of_an_older_ancestor_revokes_the_family_within_the_grace_time_too) {
  const auto first = member(1);
  const auto second = accounts.sessions.refresh({first.refresh_token}).value();
  const auto third = accounts.sessions.refresh({second.refresh_token}).value();
  BOOST_TEST(outcome(accounts.sessions.refresh({first.refresh_token})) == "unauthorized");
  BOOST_TEST(!is_accepted(third.access_token));
}

BOOST_AUTO_TEST_CASE(reuse_leaves_other_families_alone) {
  const auto in = member(1);
  const auto other = std::get<domain::signed_in_answer>(
      accounts.login.with_password(somebody(1).phone, "correct horse", here).value());
  const auto next = accounts.sessions.refresh({in.refresh_token}).value();
  clock.advance(30s);
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "unauthorized");
  BOOST_TEST(!is_accepted(next.access_token));
  BOOST_TEST(is_accepted(other.access_token));
}

BOOST_AUTO_TEST_CASE(the_sealed_successor_is_erased_after_the_grace_time) {
  const auto in = member(1);
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "");
  BOOST_TEST(database.execute("SELECT count(successor_sealed) FROM sessions") == "1");
  clock.advance(30s);
  node.session_rows->erase_expired(clock.now());
  BOOST_TEST(database.execute("SELECT count(successor_sealed) FROM sessions") == "0");
}

BOOST_AUTO_TEST_CASE(an_unknown_refresh_token_is_refused) {
  BOOST_TEST(outcome(accounts.sessions.refresh({"made up"})) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(a_refresh_token_dies_after_thirty_days) {
  const auto in = member(1);
  clock.advance(std::chrono::days{30});
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(an_access_token_lives_an_hour_from_its_last_use) {
  const auto in = member(1);
  for (int i = 0; i < 3; ++i) {
    clock.advance(59min);
    BOOST_TEST(is_accepted(in.access_token));
  }
  clock.advance(60min);
  BOOST_TEST(!is_accepted(in.access_token));
}

BOOST_AUTO_TEST_CASE(use_is_written_down_once_a_minute_at_most) {
  const auto in = member(1);
  const auto last_use = "SELECT extract(epoch FROM last_used_at)::bigint FROM sessions";
  const auto opened = database.execute(last_use);
  clock.advance(59s);
  BOOST_TEST(is_accepted(in.access_token));
  BOOST_TEST(database.execute(last_use) == opened);
  clock.advance(5s);
  BOOST_TEST(is_accepted(in.access_token));
  BOOST_TEST(database.execute(last_use) == std::to_string(std::stoll(opened) + 64));
}

BOOST_AUTO_TEST_CASE(within_five_seconds_a_token_is_known_without_the_database) {
  const auto in = member(1);
  BOOST_TEST(!accounts.authentication.cached(in.access_token).has_value());
  BOOST_TEST(is_accepted(in.access_token));
  clock.advance(4999ms);
  BOOST_TEST(accounts.authentication.cached(in.access_token).has_value());
  clock.advance(1ms);
  BOOST_TEST(!accounts.authentication.cached(in.access_token).has_value());
}

BOOST_AUTO_TEST_CASE(logging_out_holds_at_once_for_this_session_alone) {
  const auto in = member(1);
  const auto other = std::get<domain::signed_in_answer>(
      accounts.login.with_password(somebody(1).phone, "correct horse", here).value());
  BOOST_TEST(is_accepted(in.access_token));
  accounts.sessions.log_out(principal_of(in), false);
  BOOST_TEST(!is_accepted(in.access_token));
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "unauthorized");
  BOOST_TEST(is_accepted(other.access_token));
}

BOOST_AUTO_TEST_CASE(logging_out_everywhere_ends_every_session_here_at_once_and_elsewhere_in_five_seconds) {
  account_node elsewhere{database.pool(), clock};
  const auto in = member(1);
  const auto other = std::get<domain::signed_in_answer>(
      accounts.login.with_password(somebody(1).phone, "correct horse", here).value());
  BOOST_TEST(is_accepted(other.access_token));
  BOOST_TEST(outcome(elsewhere.accounts.authentication.authenticate(other.access_token)) == "");
  accounts.sessions.log_out(principal_of(in), true);
  BOOST_TEST(!is_accepted(in.access_token));
  BOOST_TEST(!is_accepted(other.access_token));
  clock.advance(5s);
  BOOST_TEST(!elsewhere.accounts.authentication.cached(other.access_token).has_value());
  BOOST_TEST(outcome(elsewhere.accounts.authentication.authenticate(other.access_token)) == "unauthorized");
}

BOOST_AUTO_TEST_CASE(what_was_read_before_a_logout_is_not_remembered_after_it) {
  const auto in = member(1);
  const auto who = principal_of(in);
  const auto read = accounts.cache.begin_read();
  accounts.cache.forget_session(who.session_id);
  accounts.cache.remember(modules::token_hash(in.access_token), who, clock.now() + 1h, clock.now(), read);
  BOOST_TEST(!accounts.authentication.cached(in.access_token).has_value());
}

BOOST_AUTO_TEST_CASE(a_suspended_account_has_no_valid_token) {
  const auto in = member(1);
  database.execute("UPDATE users SET account_status = 'suspended'");
  BOOST_TEST(!is_accepted(in.access_token));
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "unauthorized");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace sessions_test
