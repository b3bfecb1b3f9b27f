// What a lane does about a connection that died while idle, and about rows that somebody else keeps locked.
#include <boost/test/unit_test.hpp>
#include <future>
#include <pqxx/nontransaction>

#include "support/commit_world.hpp"

namespace lane_connection_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

struct lane_world : commit_world {
  two_people pair = add_pair();
  two_people other = add_pair();
  std::unique_ptr<persistence::entity_store> impatient = postgres::make_entity_store(database.pool(), options(), 1, 1);

  postgres::connection_options options() const {
    postgres::connection_options of_lane{database.conninfo(), "homigo impatient", 10s};
    of_lane.lock_timeout = 100ms;
    return of_lane;
  }
  domain::commit_batch like(std::initializer_list<two_people> of) {
    batch_builder b{*this};
    for (const auto& each : of) b.swipe(b.group(each.listing_key()), each, pair_side::tenant, swipe_action::like);
    return b.batch;
  }
  persistence::commit_outcome ask(domain::commit_batch batch) {
    std::promise<persistence::commit_outcome> done;
    impatient->commit(0, std::move(batch), [&](persistence::commit_outcome o) { done.set_value(std::move(o)); });
    return done.get_future().get();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lane_connection, lane_world)

BOOST_AUTO_TEST_CASE(a_batch_that_comes_after_the_end_of_its_lane_is_answered) {
  auto batch = like({pair});
  impatient->stop();
  BOOST_TEST(outcome_of(ask(std::move(batch))) == "rolled_back");
}

BOOST_AUTO_TEST_CASE(a_connection_that_died_while_idle_is_replaced_before_it_is_used) {
  BOOST_TEST(outcome_of(ask(like({pair}))) == "committed");
  BOOST_TEST(value("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE 'homigo "
                   "impatient%'"
                   " AND datname = current_database()") == "1");
  BOOST_TEST(outcome_of(ask(like({other}))) == "committed");
  BOOST_TEST(count("swipe_actions") == 2);
}

BOOST_AUTO_TEST_CASE(a_locked_row_is_told_as_such_soon_and_nothing_is_written) {
  const auto holder = postgres::open_connection({database.conninfo(), "homigo test holder"});
  pqxx::nontransaction held{*holder};
  held.exec("BEGIN");
  held.exec("SELECT FROM users WHERE user_id = " + id_literal(pair.host) + " FOR UPDATE");
  const auto began = std::chrono::steady_clock::now();
  const auto refused = ask(like({pair, other}));
  BOOST_TEST(outcome_of(refused) == "locked");
  BOOST_TEST(refused.cause.find('\n') == std::string::npos);
  BOOST_TEST((std::chrono::steady_clock::now() - began < 2s));
  BOOST_TEST(count("swipe_actions") == 0);
  BOOST_TEST(outcome_of(ask(like({other}))) == "committed");
  held.exec("ROLLBACK");
  BOOST_TEST(outcome_of(ask(like({pair}))) == "committed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lane_connection_test
