#include <boost/test/unit_test.hpp>
#include <set>

#include "modules/users/secrets/token.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "support/account_world.hpp"

namespace token_renewal_test {

using namespace homigo;
using namespace homigo::tests;
using namespace std::chrono_literals;

namespace {

struct renewing_world : account_world {
  bool is_known(const std::string& access_token) { return accounts.authentication.cached(access_token).has_value(); }

  void revoke_by_hand(const domain::signed_in_answer& in) {
    database.execute("UPDATE sessions SET revoked_at = now(), revoked_reason = 'logout' WHERE user_id = '" +
                     domain::to_string(in.user.user_id) + "'");
  }

  /// When the session was used last, in seconds.
  std::int64_t last_use(const domain::signed_in_answer& in) {
    return std::stoll(
        database.execute("SELECT extract(epoch FROM last_used_at)::bigint FROM sessions WHERE user_id = '" +
                         domain::to_string(in.user.user_id) + "'"));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_renewal, renewing_world)

BOOST_AUTO_TEST_CASE(many_tokens_are_found_as_each_alone_would_be) {
  const auto good = member(1), expired = member(2), revoked = member(3), suspended = member(4), other = member(5);
  database.execute("UPDATE sessions SET access_expires_at = created_at WHERE user_id = '" +
                   domain::to_string(expired.user.user_id) + "'");
  revoke_by_hand(revoked);
  database.execute("UPDATE users SET account_status = 'suspended' WHERE user_id = '" +
                   domain::to_string(suspended.user.user_id) + "'");
  std::vector<domain::bytes> hashes;
  for (const auto* in : {&good, &expired, &revoked, &suspended, &other})
    hashes.push_back(modules::token_hash(in->access_token));
  hashes.push_back(modules::token_hash("made up"));

  const auto found = node.session_rows->find_all(hashes, clock.now());
  BOOST_TEST(found.size() == 2U);
  std::set<domain::bytes> known;
  for (const auto& session : found) {
    known.insert(session.access_hash);
    const auto alone = node.session_rows->find(session.access_hash, clock.now()).value();
    BOOST_TEST((alone.access_hash == session.access_hash));
    BOOST_TEST((alone.who.user_id == session.who.user_id && alone.who.session_id == session.who.session_id));
    BOOST_TEST((alone.who.user_type == session.who.user_type));
    BOOST_TEST((alone.access_expires_at == session.access_expires_at && alone.last_used_at == session.last_used_at));
  }
  for (const auto& hash : hashes)
    BOOST_TEST(node.session_rows->find(hash, clock.now()).has_value() == known.contains(hash));
  BOOST_TEST(node.session_rows->find_all({}, clock.now()).empty());
}

BOOST_AUTO_TEST_CASE(a_statement_takes_as_many_tokens_as_a_run_gives_it) {
  const auto in = member(1);
  std::vector<domain::bytes> hashes;
  for (std::size_t i = 1; i < modules::token_renewal::statement_limit; ++i)
    hashes.push_back(modules::token_hash(std::to_string(i)));
  hashes.push_back(modules::token_hash(in.access_token));
  BOOST_TEST(node.session_rows->find_all(hashes, clock.now()).size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_keeps_asking_never_has_to_be_looked_up_again) {
  const auto in = member(1);
  BOOST_TEST(is_accepted(in.access_token));
  for (int second = 0; second < 12; ++second) {
    clock.advance(accounts.token_renewal.pace());
    accounts.token_renewal.run();
    BOOST_TEST_REQUIRE(is_known(in.access_token));
  }
}

BOOST_AUTO_TEST_CASE(what_was_ended_by_hand_stops_at_the_renewal) {
  const auto revoked = member(1), suspended = member(2), good = member(3);
  for (const auto* in : {&revoked, &suspended, &good}) {
    BOOST_TEST(is_accepted(in->access_token));
    BOOST_TEST(is_known(in->access_token));
  }
  revoke_by_hand(revoked);
  database.execute("UPDATE users SET account_status = 'suspended' WHERE user_id = '" +
                   domain::to_string(suspended.user.user_id) + "'");
  clock.advance(4s);
  accounts.token_renewal.run();
  BOOST_TEST(!is_known(revoked.access_token));
  BOOST_TEST(!is_known(suspended.access_token));
  clock.advance(4s);
  BOOST_TEST(is_known(good.access_token));
}

BOOST_AUTO_TEST_CASE(a_token_that_was_refreshed_stops_at_the_renewal) {
  const auto in = member(1);
  BOOST_TEST(is_accepted(in.access_token));
  BOOST_TEST(is_known(in.access_token));
  BOOST_TEST(outcome(accounts.sessions.refresh({in.refresh_token})) == "");
  clock.advance(4s);
  accounts.token_renewal.run();
  BOOST_TEST(!is_known(in.access_token));
}

BOOST_AUTO_TEST_CASE(renewals_write_down_a_use_once_a_minute_at_most) {
  const auto first = member(1), second = member(2);
  const auto opened = last_use(first);
  std::set<std::int64_t> written;
  for (int passed = 0; passed < 130; ++passed) {
    BOOST_TEST_REQUIRE((is_accepted(first.access_token) && is_accepted(second.access_token)));
    clock.advance(1s);
    accounts.token_renewal.run();
    written.insert(last_use(first));
  }
  BOOST_TEST(written.size() == 3U);
  BOOST_TEST(*written.begin() == opened);
  BOOST_TEST(*written.rbegin() >= opened + 120);
  BOOST_TEST(last_use(second) == last_use(first));
  BOOST_TEST(database.execute("SELECT bool_and(access_expires_at = last_used_at + interval '1 hour') FROM sessions") ==
             "t");
}

BOOST_AUTO_TEST_CASE(ends_slide_for_many_at_once_but_never_for_the_revoked_and_never_back) {
  const auto good = member(1), revoked = member(2), far = member(3);
  revoke_by_hand(revoked);
  database.execute("UPDATE sessions SET access_expires_at = access_expires_at + interval '1 year' WHERE user_id = '" +
                   domain::to_string(far.user.user_id) + "'");
  std::vector<domain::uuid> ids;
  for (const auto* in : {&good, &far}) ids.push_back(principal_of(*in).session_id);
  ids.push_back(*domain::parse_uuid(database.execute("SELECT session_id FROM sessions WHERE revoked_at IS NOT NULL")));
  const auto ends =
      "SELECT string_agg(extract(epoch FROM access_expires_at - created_at)::int::text, ' ' "
      "ORDER BY created_at, session_id) FROM sessions";
  BOOST_TEST(database.execute(ends) == "3600 3600 31539600");
  clock.advance(2min);
  node.session_rows->extend(ids, clock.now() + 1h, clock.now());
  BOOST_TEST(database.execute(ends) == "3720 3600 31539600");
  BOOST_TEST((last_use(good) == last_use(far) && last_use(revoked) == last_use(good) - 120));
}

BOOST_AUTO_TEST_CASE(a_session_that_another_transaction_writes_is_passed_over_and_not_waited_for) {
  const auto locked = member(1), free = member(2);
  const std::vector ids{principal_of(locked).session_id, principal_of(free).session_id};
  const auto before = last_use(locked);
  clock.advance(2min);
  postgres::database{database.pool()}.write([&](postgres::transaction& t) {
    t.query("SELECT 1 FROM sessions WHERE session_id = $1 FOR UPDATE", {ids[0]});
    node.session_rows->extend(ids, clock.now() + 1h, clock.now());
  });
  BOOST_TEST(last_use(locked) == before);
  BOOST_TEST(last_use(free) == before + 120);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace token_renewal_test
