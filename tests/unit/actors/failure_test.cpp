// Commands that throw, a store that is silent or fenced off: callers are answered, entities come back.
#include <boost/test/unit_test.hpp>

#include "actors/conversations/conversation_protocol.hpp"
#include "support/actor_world.hpp"

namespace failure_test {

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(failure)

BOOST_AUTO_TEST_CASE(a_command_that_throws_is_answered_and_the_others_are_carried_out) {
  actor_world world;
  const one_pair pair{world};
  const one_pair other{world, 1};
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::dislike));
  world.run();
  world.ids.failures = 1;
  const auto poison = world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  auto second = pair.by(pair_side::tenant, swipe_action::like);
  second.requirement_id = other.requirement.id;
  const auto behind = world.send(pair.listing, second);
  world.run();
  BOOST_TEST(world.outcome(poison) == "internal");
  BOOST_TEST(world.outcome(behind) == "ok");
  const auto again = world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  world.run();
  BOOST_TEST(world.outcome(again) == "ok");
  for (const auto t : {poison, behind, again}) BOOST_TEST(world.replies.answers[t].size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_command_that_throws_when_it_is_decided_is_answered_and_the_others_of_its_group_are_carried_out) {
  actor_world world;
  const one_pair pair{world};
  const one_pair second{world, 1};
  const one_pair third{world, 2};
  const auto like = [&](const one_pair& p) {
    return world.send(pair.listing,
                      actors::swipe_on_pair{p.requirement.id, p.tenant, pair_side::tenant, swipe_action::like});
  };
  const auto under_way = like(pair);
  world.run_messages();
  world.store.finish(0);
  world.run_messages();
  const auto poison = like(second);
  const auto behind = like(third);
  world.run_messages();
  world.clock.failures = 1;
  world.run();
  BOOST_TEST(world.outcome(under_way) == "ok");
  BOOST_TEST(world.outcome(poison) == "internal");
  BOOST_TEST(world.outcome(behind) == "ok");
  for (const auto t : {under_way, poison, behind}) BOOST_TEST(world.replies.answers[t].size() == 1U);
  BOOST_TEST(world.store.pairs.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_entity_that_keeps_failing_is_kept_away_for_a_while) {
  actor_world world;
  const one_pair pair{world};
  const auto like = [&] { return world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like)); };
  for (int i = 0; i < 3; ++i) {
    world.ids.failures = 1;
    const auto failing = like();
    world.run();
    BOOST_TEST(world.outcome(failing) == "internal");
  }
  const auto refused = like();
  world.run();
  BOOST_TEST(world.outcome(refused) == "quarantined");
  BOOST_TEST(world.node->stats().report(world.clock.now()).kinds[2].quarantined == 1);
  world.pass(6s);
  const auto healed = like();
  world.run();
  BOOST_TEST(world.outcome(healed) == "ok");
  BOOST_TEST(world.node->stats().report(world.clock.now()).kinds[2].quarantined == 0);
}

BOOST_AUTO_TEST_CASE(a_load_that_the_store_never_answers_is_given_up_and_the_next_message_tries_again) {
  actor_world world;
  const one_pair pair{world};
  const auto waiting = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run_messages();
  world.store.finish(0, fate::silent);
  world.pass(30s);
  world.run();
  BOOST_TEST(world.outcome(waiting).empty());
  world.pass(20s);
  world.run();
  BOOST_TEST(world.outcome(waiting) == "database_unavailable");
  const auto again = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(world.outcome(again) == "ok");
}

BOOST_AUTO_TEST_CASE(a_batch_that_the_store_never_finishes_does_not_hold_up_its_lane) {
  actor_world world;
  const one_pair pair{world};
  const auto lost = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run_messages();
  world.store.finish(0);
  world.run_messages();
  world.store.finish(0, fate::silent);
  std::vector<actors::ticket> others;
  for (std::uint64_t i = 1; i < 8; ++i) {
    const one_pair other{world, i};
    others.push_back(world.send(other.listing, other.by(pair_side::tenant, swipe_action::like)));
  }
  world.run();
  world.pass(41s);
  world.run();
  BOOST_TEST(world.outcome(lost) == "outcome_unknown");
  for (const auto t : others) BOOST_TEST(world.outcome(t) == "ok");
}

BOOST_AUTO_TEST_CASE(a_fenced_batch_is_reported_and_decided_again_under_the_new_epoch) {
  actor_world world;
  const one_pair pair{world};
  const auto claims = world.store.raise_epoch(domain::shard_of(pair.listing));
  const auto like = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  while (world.fenced == 0) BOOST_REQUIRE(world.step());
  BOOST_TEST(world.store.pairs.empty());
  BOOST_TEST(world.node->shards().epoch(domain::shard_of(pair.listing)) == 0);
  world.node->shards().replace(claims);
  world.run();
  BOOST_TEST(world.outcome(like) == "ok");
  BOOST_TEST(world.replies.answers[like].size() == 1U);
}

BOOST_AUTO_TEST_CASE(nothing_of_a_lost_shard_is_loaded_or_committed_until_its_owner_is_known) {
  actor_world world;
  const one_pair pair{world};
  const auto before = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(world.outcome(before) == "ok");
  const auto claims = world.store.raise_epoch(domain::shard_of(pair.listing));
  const auto commits = world.store.batches.size();
  std::vector<actors::ticket> late;
  for (int i = 0; i < 5; ++i) {
    late.push_back(world.send(pair.listing, pair.by(pair_side::host, swipe_action::dislike)));
    world.run();
  }
  BOOST_TEST(world.store.batches.size() == commits + 1);  // the one that was fenced
  BOOST_TEST(world.fenced == 1);
  for (const auto t : late) BOOST_TEST(world.outcome(t) == "draining");
  BOOST_TEST(!world.is_live(pair.listing));
  world.node->shards().replace(claims);
  const auto after = world.send(pair.listing, pair.by(pair_side::host, swipe_action::dislike));
  world.run();
  BOOST_TEST(world.outcome(after) == "ok");
}

BOOST_AUTO_TEST_CASE(a_shard_whose_new_epoch_is_known_before_its_fence_is_heard_of_stays_ours) {
  actor_world world;
  const one_pair pair{world};
  const auto claims = world.store.raise_epoch(domain::shard_of(pair.listing));
  const auto like = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  while (world.store.batches.empty()) BOOST_REQUIRE(world.step());
  world.node->shards().replace(claims);
  world.run();
  BOOST_TEST(world.outcome(like) == "ok");
}

BOOST_AUTO_TEST_CASE(entities_of_a_shard_that_is_not_ours_are_refused) {
  actor_world world;
  const one_pair pair{world};
  world.node->shards().replace({});
  const auto like = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(world.outcome(like) == "draining");
}

BOOST_AUTO_TEST_CASE(a_message_with_an_unknown_outcome_is_stored_once_however_often_it_is_sent) {
  for (const auto what : {fate::unknown_written, fate::unknown_lost}) {
    actor_world world;
    const domain::entity_key talk{entity_kind::conversation, numbered(1)};
    world.store.add_conversation(talk.id, numbered(2), numbered(3));
    const actors::send_message hello{numbered(2), domain::message_type::text, "hello", {}, {}, "client-1"};
    const auto first = world.send(talk, hello);
    world.run_messages();
    world.store.finish(0);
    world.run_messages();
    world.store.finish(0, what);
    world.run();
    BOOST_TEST(world.outcome(first) == "outcome_unknown");
    const auto retry = world.send(talk, hello);
    const auto twice = world.send(talk, hello);
    world.run();
    BOOST_TEST(world.outcome(retry) == "ok");
    BOOST_TEST(world.store.messages[talk.id].size() == 1U);
    BOOST_TEST(world.answer<actors::message_settled>(twice).duplicate);
    BOOST_TEST(world.answer<actors::message_settled>(twice).sequence == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace failure_test
