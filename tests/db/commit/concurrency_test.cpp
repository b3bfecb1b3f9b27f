// Lanes against each other and against plain transactions, on real connections.
#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <pqxx/nontransaction>
#include <random>
#include <thread>

#include "codec/json_writer.hpp"
#include "modules/safety/block_repository.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "support/commit_world.hpp"

namespace concurrency_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<pqxx::connection> connect(const commit_world& world) {
  auto connection = postgres::open_connection({world.database.conninfo(), "homigo test session", 20s});
  // A deadlock is found soon, where there is one.
  pqxx::nontransaction{*connection}.exec("SET deadlock_timeout = '20ms'");
  return connection;
}

std::future<void> start_block(commit_world& world, const two_people& pair) {
  return std::async(std::launch::async, [&world, pair] {
    persistence::block_repository blocks{world.database.pool()};
    if (!blocks.block(pair.tenant, pair.host, now())) throw std::runtime_error("nobody to block");
  });
}

/// Never both a match and a block, unless the block knows what it has to end.
bool consistent(const commit_world& world, const two_people& pair) {
  const auto matches = world.count("matches WHERE listing_id = " + id_literal(pair.listing));
  const auto ordered = world.count("pending_command WHERE entity_id = " + id_literal(pair.listing));
  return matches == 0 || ordered > 0;
}

domain::commit_batch second_like(commit_world& world, const two_people& pair) {
  batch_builder b{world};
  auto& item = b.swipe(b.group(pair.listing_key()), pair, pair_side::host, swipe_action::like);
  item.match_id = fresh_id(), item.conversation_id = fresh_id();
  return b.batch;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commit_concurrency)

BOOST_AUTO_TEST_CASE(a_like_that_comes_during_a_block_waits_and_is_refused) {
  commit_world world;
  const auto pair = world.add_pair();
  swipe(world, pair, pair_side::tenant, swipe_action::like);
  const auto holder = connect(world);
  pqxx::nontransaction holding{*holder};
  // The block has done all but its last statement.
  holding.exec("BEGIN; LOCK TABLE change_log IN EXCLUSIVE MODE");
  auto blocked = start_block(world, pair);
  world.wait_for_blocked(1);
  auto like = world.start(second_like(world, pair));
  world.wait_for_blocked(2);
  holding.exec("COMMIT");
  BOOST_TEST(outcome_of(like.get()) == "not_found");
  blocked.get();
  BOOST_TEST(world.count("blocked_users") == 1);
  BOOST_TEST(world.count("matches") == 0);
}

BOOST_AUTO_TEST_CASE(a_block_that_comes_during_a_like_waits_and_sees_the_match) {
  commit_world world;
  const auto pair = world.add_pair();
  swipe(world, pair, pair_side::tenant, swipe_action::like);
  const auto holder = connect(world);
  pqxx::nontransaction holding{*holder};
  // The like has its locks on people and stops before its events.
  holding.exec("BEGIN; SELECT FROM user_counter FOR UPDATE");
  auto like = world.start(second_like(world, pair));
  world.wait_for_blocked(1);
  auto blocked = start_block(world, pair);
  world.wait_for_blocked(2);
  holding.exec("COMMIT");
  BOOST_TEST(outcome_of(like.get()) == "committed");
  blocked.get();
  BOOST_TEST(world.count("matches") == 1);
  BOOST_TEST(world.count("conversations WHERE closed_at IS NOT NULL") == 1);
  BOOST_TEST(world.count("pending_command WHERE command = 'end_pair'") == 1);
}

BOOST_AUTO_TEST_CASE(blocks_and_likes_at_once_never_leave_a_match_that_nobody_ends) {
  commit_world world;
  int matched = 0;
  for (int i = 0; i < 60; ++i) {
    const auto pair = world.add_pair();
    swipe(world, pair, pair_side::tenant, swipe_action::like);
    const auto batch = second_like(world, pair);
    auto blocked = start_block(world, pair);
    matched += outcome_of(world.start(batch).get()) == "committed";
    blocked.get();
    BOOST_TEST_REQUIRE(consistent(world, pair));
  }
  BOOST_TEST(world.count("matches") == matched);
  BOOST_TEST(world.count("blocked_users") == 60);
}

BOOST_AUTO_TEST_CASE(the_quota_of_super_likes_is_exact_however_many_lanes_commit_at_once) {
  commit_world world;
  const auto tenant = world.add_user();
  std::vector<std::future<persistence::commit_outcome>> all;
  std::vector<domain::commit_batch> batches;
  for (int i = 0; i < 16; ++i) {
    auto pair = world.add_pair();
    world.value("UPDATE tenant_requirements SET tenant_id = " + id_literal(tenant) +
                " WHERE requirement_id = " + id_literal(pair.requirement));
    pair.tenant = tenant;
    batch_builder b{world};
    b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::super_like);
    batches.push_back(b.batch);
  }
  for (std::size_t i = 0; i < batches.size(); ++i) all.push_back(world.start(batches[i], i % 4));
  int accepted = 0;
  for (auto& one : all) accepted += outcome_of(one.get()) == "committed";
  BOOST_TEST(accepted == 5);
  BOOST_TEST(world.count("swipe_actions") == 5);
}

namespace {

struct crossing_world : commit_world {
  std::vector<domain::uuid> people;
  std::vector<two_people> pairs;

  crossing_world() {
    // What was told is forgotten at once, so that every change is news and meets others in people's counters.
    value(R"(DO $do$ BEGIN
      CREATE FUNCTION forget_told() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.host_told := NULL; NEW.tenant_told := NULL; RETURN NEW; END';
      CREATE TRIGGER forget_told BEFORE INSERT OR UPDATE ON pair FOR EACH ROW EXECUTE FUNCTION forget_told();
    END $do$)");
    for (int i = 0; i < 4; ++i) people.push_back(add_user());
    // Everybody lets and rents, so that two batches meet in people, whatever their listings are.
    for (int i = 0; i < 24; ++i) {
      two_people pair;
      pair.tenant = people[static_cast<std::size_t>(i) % 4];
      pair.host = people[(static_cast<std::size_t>(i) + 1 + static_cast<std::size_t>(i) / 12) % 4];
      pair.requirement = add_requirement(pair.tenant);
      pair.listing = add_listing(pair.host);
      pairs.push_back(pair);
    }
  }

  /// Of each lane's own listings, changes of the same swipe over and over, in any order.
  domain::commit_batch random_batch(std::size_t lane, std::mt19937& random,
                                    std::map<domain::uuid, std::int64_t>& versions) {
    std::vector<two_people> mine;
    for (std::size_t i = lane; i < pairs.size(); i += 4) mine.push_back(pairs[i]);
    std::ranges::shuffle(mine, random);
    batch_builder b{*this};
    for (std::size_t i = 0; i < 4; ++i) {
      auto& version = versions.try_emplace(mine[i].listing, 1).first->second;
      const auto g = b.group(mine[i].listing_key(), version++);
      // Events of one batch go to several people, so that batches meet in their counters too.
      const auto side = mine[i].host > mine[i].tenant ? pair_side::tenant : pair_side::host;
      b.swipe(g, mine[i], side, random() % 2 ? swipe_action::like : swipe_action::dislike);
      auto& item = b.batch.items.swipes.back();
      item.swipe_id = mine[i].requirement;  // one swipe for each pair
      item.is_new = version == 2;
      item.notify = true;
    }
    return b.batch;
  }

  /// How many of the batches met a deadlock, sent from four connections; no more than the first few are
  /// waited for, as PostgreSQL takes a second to notice each.
  int deadlocks(int rounds) {
    std::atomic<bool> found{false};
    std::vector<std::future<int>> lanes;
    for (std::size_t lane = 0; lane < 4; ++lane)
      lanes.push_back(std::async(std::launch::async, [&, lane] {
        const auto connection = connect(*this);
        std::mt19937 random{static_cast<unsigned>(lane)};
        std::map<domain::uuid, std::int64_t> versions;
        int met = 0;
        for (int i = 0; i < rounds && !found; ++i) {
          const auto before = versions;
          try {
            pqxx::nontransaction work{*connection};
            postgres::run_with(work, "SELECT homigo_commit_v1(jsonb_populate_record(NULL::commit_batch, $1::jsonb))",
                               codec::to_json(random_batch(lane, random, versions), codec::audience::owner));
          } catch (const pqxx::deadlock_detected&) {
            ++met;
            found = true;
            versions = before;
          }
        }
        return met;
      }));
    int met = 0;
    for (auto& lane : lanes) met += lane.get();
    return met;
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(lanes_with_the_same_people_never_deadlock) {
  crossing_world world;
  BOOST_TEST(world.deadlocks(250) == 0);
  BOOST_TEST(
      world.value(
          "SELECT count(*) FROM (SELECT user_id FROM user_events GROUP BY user_id HAVING max(seq) <> count(*)) gaps") ==
      "0");
  BOOST_TEST(world.count("user_events") == 4000);
}

BOOST_AUTO_TEST_CASE(without_the_order_of_locks_they_would) {
  crossing_world world;
  // The same function, but it takes people's counters in an order of its own, and not so quickly.
  world.value(R"(DO $do$ DECLARE source text := pg_get_functiondef('commit_append_events'::regproc); BEGIN
    source := replace(source, 'place = 1 ORDER BY user_id', 'place = 1 ORDER BY random()');
    EXECUTE replace(source, '+ EXCLUDED.last_seq', '+ EXCLUDED.last_seq + length(pg_sleep(0.002)::text)');
  END $do$)");
  BOOST_TEST(world.deadlocks(1000) > 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace concurrency_test
