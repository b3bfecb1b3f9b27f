// Activation, passivation, failure, quarantine and the end of a shard's entities.
#include <boost/test/unit_test.hpp>

#include "actors/conversation_protocol.hpp"
#include "actors/session_actor.hpp"
#include "support/actor_world.hpp"

using namespace homigo;
using namespace homigo::tests;
using domain::entity_kind;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

namespace {

class recording_device final : public actors::push_sink {
 public:
  void events_committed(std::int64_t seq) override { seqs.push_back(seq); }
  void volatile_event(std::shared_ptr<const std::string> frame) override { frames.push_back(*frame); }
  std::vector<std::int64_t> seqs;
  std::vector<std::string> frames;
};

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
      sent.push_back(world.send(pair.listing, pair.by(pair_side::host, i % 2 ? swipe_action::like : swipe_action::dislike)));
    }
    world.run();
    for (const auto t : sent) BOOST_TEST_REQUIRE(!world.outcome(t).empty(), "seed " << seed);
    BOOST_TEST_REQUIRE(world.store.matches.size() == 1U, "seed " << seed);
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
    return world.send(pair.listing, actors::swipe_on_pair{p.requirement.id, p.tenant, pair_side::tenant, swipe_action::like});
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
  world.node->shards().replace(claims);
  world.run();
  BOOST_TEST(world.outcome(like) == "ok");
  BOOST_TEST(world.replies.answers[like].size() == 1U);
}

BOOST_AUTO_TEST_CASE(entities_of_a_shard_that_is_not_ours_are_refused) {
  actor_world world;
  const one_pair pair{world};
  world.node->shards().replace({});
  const auto like = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(world.outcome(like) == "draining");
}

BOOST_AUTO_TEST_CASE(draining_finishes_what_is_under_way_and_stops_everything) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    actor_world world{seed};
    const auto at_start = world.running();
    const one_pair pair{world};
    const auto device = std::make_shared<recording_device>();
    world.send({entity_kind::user, pair.host}, actors::attach_sink{device});
    std::vector<actors::ticket> sent;
    for (const auto side : {pair_side::tenant, pair_side::host})
      sent.push_back(world.send({entity_kind::user, side == pair_side::tenant ? pair.tenant : pair.host},
                                pair.through_session(side, swipe_action::like)));
    // It may find entities live, loading or stopping.
    for (std::uint64_t s = world.random() % 20; s > 0; --s) world.step();
    world.drain();
    world.run();
    for (const auto& kind : world.node->stats().report(world.clock.now()).kinds) BOOST_TEST_REQUIRE(kind.live == 0, "seed " << seed);
    BOOST_TEST_REQUIRE(world.running() == at_start, "seed " << seed);
    for (const auto t : sent) BOOST_TEST_REQUIRE(!world.outcome(t).empty(), "seed " << seed);
  }
}

BOOST_AUTO_TEST_CASE(a_session_with_a_device_stays_and_hears_of_events_only_once_each) {
  actor_world world{1, impatient()};
  const one_pair pair{world};
  const auto device = std::make_shared<recording_device>();
  const domain::entity_key host{entity_kind::user, pair.host};
  world.send(host, actors::attach_sink{device});
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(world.is_live(host));
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(device->seqs == std::vector<std::int64_t>{1}, boost::test_tools::per_element());
  world.send(host, actors::detach_sink{device});
  world.run();
  world.pass(20s);
  world.run();
  BOOST_TEST(!world.is_live(host));
}

BOOST_AUTO_TEST_CASE(watchers_of_a_user_are_bounded_and_the_longest_known_go_first) {
  auto limits = impatient();
  limits.watchers = 2;
  actor_world world{1, limits};
  const domain::entity_key watched{entity_kind::user, numbered(1)};
  const auto device = std::make_shared<recording_device>();
  world.send(watched, actors::attach_sink{device});
  std::vector<std::shared_ptr<recording_device>> devices;
  for (std::uint64_t i = 0; i < 3; ++i) {
    devices.push_back(std::make_shared<recording_device>());
    world.send({entity_kind::user, numbered(10 + i)}, actors::attach_sink{devices.back()});
    world.run();
    world.send(watched, actors::watch_presence{numbered(10 + i)});
    world.run();
  }
  world.send(watched, actors::detach_sink{device});
  world.run();
  BOOST_TEST(devices[0]->frames.size() == 1U);
  BOOST_TEST(devices[1]->frames.size() == 2U);
  BOOST_TEST(devices[2]->frames.size() == 2U);
}

BOOST_AUTO_TEST_CASE(snapshots_come_after_64_commits_or_a_quarter_of_the_pairs_and_on_passivation) {
  actor_world world;
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
