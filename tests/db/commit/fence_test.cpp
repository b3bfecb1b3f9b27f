// Who may write: owners and epochs of shards, late commits of dead backends, connections that die while committing.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <pqxx/nontransaction>
#include <thread>

#include "codec/json_writer.hpp"
#include "persistence/postgres/client/transaction.hpp"
#include "persistence/postgres/commit/lane_writer.hpp"
#include "persistence/postgres/commit/shard_ownership.hpp"
#include "support/commit_world.hpp"

namespace fence_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

struct fence_world : commit_world {
  two_people pair = add_pair();

  domain::commit_batch a_like() {
    batch_builder b{*this};
    b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::like);
    return b.batch;
  }
  bool nothing_written() const {
    return count("pair") + count("swipe_actions") + count("user_events") + count("change_log") == 0;
  }
};

/// A transaction of somebody else, open until told.
struct session {
  explicit session(const commit_world& world)
      : connection(postgres::open_connection({world.database.conninfo(), "homigo test session", 20s})),
        work(*connection) {}
  void run(const std::string& sql) { work.exec(sql); }

  std::unique_ptr<pqxx::connection> connection;
  pqxx::nontransaction work;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commit_fence, fence_world)

BOOST_AUTO_TEST_CASE(a_batch_of_another_epoch_or_owner_is_fenced_and_writes_nothing) {
  auto batch = a_like();
  batch.shards.front().epoch = 2;
  BOOST_TEST(outcome_of(commit(batch)) == "fenced");
  batch = a_like();
  batch.incarnation = fresh_id();
  BOOST_TEST(outcome_of(commit(batch)) == "fenced");
  BOOST_TEST(nothing_written());
}

BOOST_AUTO_TEST_CASE(one_lost_shard_fences_the_whole_batch) {
  auto batch = a_like();
  const auto other = add_pair();
  value("UPDATE shard SET epoch = 2 WHERE shard_id = " + std::to_string(batch.shards.front().shard));
  batch_builder b{*this};
  b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::like);
  b.swipe(b.group(other.listing_key()), other, pair_side::tenant, swipe_action::like);
  BOOST_TEST(outcome_of(commit(b.batch)) == "fenced");
  BOOST_TEST(nothing_written());
}

BOOST_AUTO_TEST_CASE(a_batch_that_waits_behind_a_takeover_is_fenced_when_the_takeover_commits) {
  session taker{*this};
  taker.run("BEGIN; UPDATE shard SET epoch = epoch + 1, owner = gen_random_uuid()");
  auto late = start(a_like());
  wait_for_blocked(1);
  taker.run("COMMIT");
  BOOST_TEST(outcome_of(late.get()) == "fenced");
  BOOST_TEST(nothing_written());
}

BOOST_AUTO_TEST_CASE(a_takeover_waits_for_the_batch_under_way) {
  session holder{*this};
  holder.run("BEGIN; SELECT FROM users WHERE user_id = " + id_literal(pair.host) + " FOR UPDATE");
  auto under_way = start(a_like());
  wait_for_blocked(1);
  session taker{*this};
  auto taken = std::async(std::launch::async, [&] { taker.run("UPDATE shard SET epoch = 2"); });
  wait_for_blocked(2);
  BOOST_TEST((taken.wait_for(0s) == std::future_status::timeout));
  holder.run("COMMIT");
  BOOST_TEST(outcome_of(under_way.get()) == "committed");
  taken.get();
}

BOOST_AUTO_TEST_CASE(a_takeover_from_one_node_and_the_commits_of_another_do_not_wait_for_each_other) {
  const auto shard = a_like().shards.front().shard;
  value("UPDATE shard SET owner = '" + domain::to_string(fresh_id()) + "' WHERE shard_id <> " + std::to_string(shard));
  session holder{*this};
  holder.run("BEGIN; SELECT FROM users WHERE user_id = " + id_literal(pair.host) + " FOR UPDATE");
  auto under_way = start(a_like());
  wait_for_blocked(1);
  session taker{*this};
  taker.run("SET statement_timeout = '5s'; BEGIN; UPDATE shard SET epoch = epoch + 1 WHERE shard_id <> " +
            std::to_string(shard));
  holder.run("COMMIT");
  BOOST_TEST(outcome_of(under_way.get()) == "committed");
  taker.run("COMMIT");
}

BOOST_AUTO_TEST_CASE(a_late_commit_of_a_dead_backend_does_not_harm_what_was_decided_since) {
  // The backend got the batch and hangs; its node takes it for dead, loads again and decides anew.
  session holder{*this};
  holder.run("BEGIN; SELECT FROM users WHERE user_id = " + id_literal(pair.host) + " FOR UPDATE");
  auto late = start(a_like(), 0);
  wait_for_blocked(1);
  const auto again = a_like();
  auto second = start(again, 1);
  wait_for_blocked(2);
  holder.run("COMMIT");
  const auto one = outcome_of(late.get());
  const auto two = outcome_of(second.get());
  BOOST_TEST(((one == "committed" && two == "stale") || (one == "stale" && two == "committed")), one << " " << two);
  BOOST_TEST(count("swipe_actions") == 1);
  BOOST_TEST(value("SELECT likes_count FROM entity WHERE entity_id = " + id_literal(pair.listing)) == "1");
  BOOST_TEST(count("user_events") == 1);
}

BOOST_AUTO_TEST_CASE(a_connection_killed_while_committing_leaves_the_outcome_unknown_and_the_retry_finds_it) {
  session holder{*this};
  holder.run("BEGIN; SELECT FROM users WHERE user_id = " + id_literal(pair.host) + " FOR UPDATE");
  auto killed = start(a_like());
  wait_for_blocked(1);
  holder.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
      " AND application_name = 'homigo test:lane0'");
  BOOST_TEST(outcome_of(killed.get()) == "unknown");
  holder.run("COMMIT");
  // The node drops the activation; whatever happened, the retry is decided on the rows.
  const auto retry = swipe(*this, pair, pair_side::tenant, swipe_action::like);
  BOOST_TEST((retry.decided.changed ? outcome_of(retry.outcome) == "committed" : true));
  BOOST_TEST(count("swipe_actions") == 1);
  BOOST_TEST(count("user_events") == 1);
}

BOOST_AUTO_TEST_CASE(a_type_that_changes_under_a_lane_costs_one_batch_and_the_next_one_is_committed) {
  const auto other = add_pair();
  BOOST_TEST(outcome_of(swipe(*this, other, pair_side::tenant, swipe_action::like).outcome) == "committed");
  database.execute("ALTER TYPE commit_shard ADD ATTRIBUTE note text");
  BOOST_TEST(outcome_of(start(a_like()).get()) == "rolled_back");
  BOOST_TEST(outcome_of(start(a_like()).get()) == "committed");
}

BOOST_AUTO_TEST_CASE(a_commit_whose_answer_was_lost_is_met_by_the_retry_and_not_done_twice) {
  const auto first = a_like();
  // It was committed, but its node never heard of it.
  session lost{*this};
  lost.run("SELECT homigo_commit_v1(jsonb_populate_record(NULL::commit_batch, '" +
           codec::to_json(first, codec::audience::owner) + "'))");
  const auto retry = swipe(*this, pair, pair_side::tenant, swipe_action::like);
  BOOST_TEST(!retry.decided.changed);
  BOOST_TEST((retry.decided.swipe_id == first.items.swipes.front().swipe_id));
  BOOST_TEST(outcome_of(commit(first)) == "stale");
}

BOOST_AUTO_TEST_CASE(a_server_that_is_not_there_writes_nothing_and_says_so) {
  postgres::lane_writer writer{{"host=127.0.0.1 port=1 user=nobody", "homigo test", 1s}};
  std::promise<persistence::commit_outcome> done;
  writer.commit(a_like(), [&](auto o) { done.set_value(std::move(o)); });
  BOOST_TEST(outcome_of(done.get_future().get()) == "rolled_back");
}

BOOST_AUTO_TEST_CASE(a_statement_that_runs_too_long_is_rolled_back) {
  session holder{*this};
  holder.run("BEGIN; SELECT FROM users WHERE user_id = " + id_literal(pair.host) + " FOR UPDATE");
  postgres::lane_writer writer{{database.conninfo(), "homigo test", 100ms}};
  std::promise<persistence::commit_outcome> done;
  writer.commit(a_like(), [&](auto o) { done.set_value(std::move(o)); });
  BOOST_TEST(outcome_of(done.get_future().get()) == "rolled_back");
  BOOST_TEST(nothing_written());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(ownership_of_shards)

BOOST_AUTO_TEST_CASE(taking_over_raises_every_epoch_and_leaves_one_owner) {
  migrated_database database;
  postgres::database db{database.pool()};
  postgres::shard_ownership first{db, fresh_id(), "a:1"};
  const auto claims = first.take_all().value();
  BOOST_TEST(claims.size() == domain::shard_count);
  BOOST_TEST(std::ranges::all_of(claims, [](const auto& c) { return c.epoch == 1; }));
  // The same address again: the process before is gone.
  postgres::shard_ownership second{db, fresh_id(), "a:1"};
  const auto again = second.take_all().value();
  BOOST_TEST(std::ranges::all_of(again, [](const auto& c) { return c.epoch == 2; }));
  BOOST_TEST(first.owned().empty());
  BOOST_TEST(second.owned().size() == domain::shard_count);
  BOOST_TEST(!first.renew());
  BOOST_TEST(second.renew());
}

BOOST_AUTO_TEST_CASE(another_nodes_lease_is_respected_until_it_is_over_or_given_up) {
  migrated_database database;
  postgres::database db{database.pool()};
  postgres::shard_ownership first{db, fresh_id(), "a:1"};
  BOOST_REQUIRE(first.take_all().has_value());
  postgres::shard_ownership other{db, fresh_id(), "b:2"};
  const auto refused = other.take_all();
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == domain::errc::conflict));
  BOOST_TEST(first.owned().size() == domain::shard_count);
  database.execute("UPDATE node SET lease_until = clock_timestamp() - interval '1 s'");
  BOOST_TEST(other.take_all().has_value());
  other.leave();
  postgres::shard_ownership third{db, fresh_id(), "c:3"};
  BOOST_TEST(third.take_all().has_value());
  BOOST_TEST(!other.renew());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace fence_test
