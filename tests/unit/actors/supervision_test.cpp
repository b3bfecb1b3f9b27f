// Activation, passivation, bounds and the end of a shard's entities.
#include <boost/test/unit_test.hpp>

#include "domain/matching/pair_sides.hpp"
#include "support/actor_world.hpp"
#include "support/recording_device.hpp"

namespace supervision_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

actors::settings impatient() {
  actors::settings s;
  s.activation_buffer = 3;
  s.queue_limit = 4;
  s.idle_s = 10;
  return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(supervision)

BOOST_AUTO_TEST_CASE(an_idle_entity_leaves_memory_and_what_comes_meanwhile_finds_the_next_activation) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    actor_world world{seed, impatient()};
    const one_pair pair{world};
    world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
    world.run();
    world.pass(11s);
    std::vector<actors::ticket> sent;
    for (int i = 0; i < 3; ++i) {
      for (std::uint64_t s = world.random() % 4; s > 0; --s) world.step();
      sent.push_back(
          world.send(pair.listing, pair.by(pair_side::host, i % 2 ? swipe_action::like : swipe_action::dislike)));
    }
    world.run();
    for (const auto t : sent) BOOST_TEST_REQUIRE(!world.outcome(t).empty(), "seed " << seed);
    BOOST_TEST_REQUIRE(world.store.matches.size() == 1U, "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(rows_that_a_module_changed_are_read_by_whoever_is_sent_to_afterwards) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    actor_world world{seed};
    const one_pair pair{world};
    world.send(pair.requirement, actors::edit_posting{pair.tenant, false, {}, {}, {}, {}});
    // It may find the requirement asleep, loading, with the rows read or not, or live.
    for (std::uint64_t s = world.random() % 6; s > 0; --s) world.step();
    auto& posting = world.store.postings.at(pair.requirement.id);
    posting.revision = 77;
    world.node->entities().reread(pair.requirement);
    const auto after = world.send(pair.requirement, actors::edit_posting{pair.tenant, false, {}, {}, {}, {}});
    world.run();
    BOOST_TEST_REQUIRE(world.answer<actors::posting_settled>(after).revision == 77, "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(word_of_a_pair_that_does_not_fit_the_buffer_is_read_from_the_rows_instead) {
  actor_world world{1, impatient()};
  const one_pair pair{world};
  const auto looked = world.send(pair.requirement, actors::look_at_pairs{pair.tenant});
  world.run_messages();
  const auto swipe = [&](pair_side side, swipe_action action) {
    const auto asked = world.send(pair.listing, pair.by(side, action));
    world.run_messages();
    // Whatever the store has to do but for the requirement, which goes on loading.
    while (world.outcome(asked).empty()) world.store.finish(1, fate::done), world.run_messages();
  };
  for (const auto action : {swipe_action::dislike, swipe_action::like, swipe_action::super_like})
    swipe(pair_side::host, action);
  BOOST_TEST(std::ranges::count(world.store.loads, pair.requirement) == 2);
  world.run();
  BOOST_REQUIRE(world.outcome(looked) == "ok");
  const auto likes = world.answer<domain::posting_pairs>(looked).likes;
  BOOST_REQUIRE(likes.size() == 1U);
  BOOST_TEST((likes[0].action == swipe_action::super_like));
}

BOOST_AUTO_TEST_CASE(an_activation_that_no_longer_knows_the_truth_tells_nobody_of_its_pairs) {
  for (const auto what : {fate::unknown_written, fate::unknown_lost}) {
    actor_world world;
    const one_pair pair{world};
    world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
    world.run();
    world.fate_of_next = [&] { return what; };
    world.send(pair.listing, pair.by(pair_side::host, swipe_action::dislike));
    world.run_messages();
    world.store.finish(0, what);
    world.fate_of_next = [] { return fate::done; };
    // Behind the lost outcome in the mailboxes, before the next activation.
    const auto looked = world.send(pair.listing, actors::look_at_pairs{pair.host});
    world.run();
    const auto seen = world.answer<domain::posting_pairs>(looked);
    BOOST_TEST(seen.likes.size() == (what == fate::unknown_written ? 0U : 1U));
    BOOST_TEST(seen.decided.size() == (what == fate::unknown_written ? 1U : 0U));
  }
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_the_buffer_of_a_loading_entity_is_refused) {
  actor_world world{1, impatient()};
  const one_pair pair{world};
  std::vector<actors::ticket> sent;
  for (int i = 0; i < 5; ++i) sent.push_back(world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like)));
  world.run_messages();
  BOOST_TEST(world.outcome(sent[2]).empty());
  BOOST_TEST(world.outcome(sent[3]) == "overloaded");
  BOOST_TEST(world.outcome(sent[4]) == "overloaded");
  world.run();
  BOOST_TEST(world.outcome(sent[2]) == "ok");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_the_queue_behind_a_slow_commit_is_refused) {
  actor_world world{1, impatient()};
  const one_pair pair{world};
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run_messages();
  world.store.finish(0);
  world.run_messages();
  std::vector<actors::ticket> sent;
  for (int i = 0; i < 6; ++i) sent.push_back(world.send(pair.listing, pair.by(pair_side::host, swipe_action::like)));
  world.run_messages();
  BOOST_TEST(world.outcome(sent[3]).empty());
  BOOST_TEST(world.outcome(sent[4]) == "overloaded");
  world.run();
  BOOST_TEST(world.outcome(sent[3]) == "ok");
}

BOOST_AUTO_TEST_CASE(a_command_whose_deadline_has_passed_is_not_executed) {
  actor_world world;
  const one_pair pair{world};
  const auto late = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like), world.clock.at + 1s);
  world.clock.at += 2s;
  world.run();
  BOOST_TEST(world.outcome(late) == "overloaded");
  BOOST_TEST(world.store.pairs.empty());
}

BOOST_AUTO_TEST_CASE(draining_finishes_what_is_under_way_and_stops_everything) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    actor_world world{seed};
    const auto at_start = world.running();
    const one_pair pair{world};
    const auto device = std::make_shared<recording_device>();
    world.attach({entity_kind::user, pair.host}, device);
    std::vector<actors::ticket> sent;
    for (const auto side : {pair_side::tenant, pair_side::host})
      sent.push_back(world.send(pair.listing, pair.by(side, swipe_action::like)));
    // It may find entities live, loading or stopping.
    for (std::uint64_t s = world.random() % 20; s > 0; --s) world.step();
    world.drain();
    world.run();
    for (const auto& kind : world.node->stats().report(world.clock.now()).kinds)
      BOOST_TEST_REQUIRE(kind.live == 0, "seed " << seed);
    BOOST_TEST_REQUIRE(world.running() == at_start, "seed " << seed);
    for (const auto t : sent) BOOST_TEST_REQUIRE(!world.outcome(t).empty(), "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(snapshots_come_after_so_many_commits_or_a_quarter_of_the_pairs_and_on_passivation) {
  actors::settings limits;
  limits.snapshot_commits = 64;
  actor_world world{1, limits};
  const one_pair pair{world};
  const auto commit = [&](std::uint64_t requirement) {
    auto c = pair.by(pair_side::tenant, swipe_action::like);
    c.requirement_id = numbered(5000 + requirement);
    world.send(pair.listing, c);
    world.run();
  };
  // The posting's own version counts as the first.
  for (std::uint64_t i = 0; i < 62; ++i) commit(i);
  BOOST_TEST(world.store.snapshots.empty());
  commit(62);
  BOOST_REQUIRE(world.store.snapshots.size() == 1U);
  BOOST_TEST(world.store.snapshots.back().pairs.size() == 63U);
  BOOST_TEST(world.store.snapshots.back().version == 64);
  for (std::uint64_t i = 63; i < 400; ++i) commit(i);
  // 64, 128, 192, 256; then a quarter of the pairs is more.
  const auto so_far = world.store.snapshots.size();
  BOOST_TEST(so_far == 5U);
  BOOST_TEST(world.store.snapshots.back().version > 256 + 64);
  world.pass(700s);
  world.run();
  BOOST_TEST(world.store.snapshots.size() == so_far + 1);
  BOOST_TEST(world.store.snapshots.back().pairs.size() == 400U);
}

BOOST_AUTO_TEST_CASE(a_late_payment_brings_no_posting_back_and_its_command_is_consumed) {
  actor_world world;
  const one_pair pair{world};
  world.store.postings.at(pair.listing.id).status = domain::posting_status::rented;
  world.send(pair.listing, actors::publish_posting{numbered(7)});
  world.send({entity_kind::listing, numbered(77)}, actors::publish_posting{numbered(8)});
  world.run();
  BOOST_TEST((world.store.postings.at(pair.listing.id).status == domain::posting_status::rented));
  BOOST_TEST(world.store.consumed.contains(numbered(7)));
  BOOST_TEST(world.store.consumed.contains(numbered(8)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace supervision_test
