// Swipes of both sides to the one arbiter, in thousands of orders and through every kind of trouble.
#include <boost/test/unit_test.hpp>

#include "support/actor_world.hpp"

namespace swipe_test {

using namespace homigo;
using namespace homigo::tests;
using actors::swipe_settled;
using domain::pair_phase;
using domain::pair_side;
using domain::swipe_action;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(swipes_between_actors)

BOOST_AUTO_TEST_CASE(two_likes_at_once_make_one_match_and_both_are_answered) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    actor_world world{seed};
    const one_pair pair{world};
    const auto tenant = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
    const auto host = world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
    world.run();
    BOOST_TEST_REQUIRE(world.store.matches.size() == 1U, "seed " << seed);
    BOOST_TEST_REQUIRE(world.outcome(tenant) == "ok");
    BOOST_TEST_REQUIRE(world.outcome(host) == "ok");
    BOOST_TEST_REQUIRE((world.answer<swipe_settled>(tenant).matched || world.answer<swipe_settled>(host).matched));
  }
}

BOOST_AUTO_TEST_CASE(a_repeated_swipe_is_answered_as_it_stands_and_writes_nothing) {
  actor_world world;
  const one_pair pair{world};
  const auto first = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  const auto written = world.store.batches.size();
  const auto again = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(world.store.batches.size() == written);
  BOOST_TEST((world.answer<swipe_settled>(again).swipe_id == world.answer<swipe_settled>(first).swipe_id));
}

BOOST_AUTO_TEST_CASE(a_refused_swipe_takes_nobody_elses_in_its_group_with_it) {
  actor_world world;
  const one_pair pair{world};
  const one_pair other{world, 1};
  world.store.judge = [&](const domain::swipe_item& s) {
    return s.requirement_id == other.requirement.id ? "not_found" : "";
  };
  // One that commits alone, so that the next two wait and share a group.
  const one_pair first{world, 2};
  world.send(pair.listing,
             actors::swipe_on_pair{first.requirement.id, first.tenant, pair_side::tenant, swipe_action::dislike});
  const auto good = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  auto blocked = pair.by(pair_side::tenant, swipe_action::like);
  blocked.requirement_id = other.requirement.id, blocked.swiper_id = other.tenant;
  const auto bad = world.send(pair.listing, blocked);
  world.run();
  BOOST_TEST(world.store.batches[1].items.swipes.size() == 2U);
  BOOST_TEST(world.outcome(good) == "ok");
  BOOST_TEST(world.outcome(bad) == "not_found");
  BOOST_TEST(world.store.pairs.size() == 2U);
}

BOOST_AUTO_TEST_CASE(wrong_data_fails_its_own_command_alone) {
  actor_world world;
  const one_pair pair{world};
  const one_pair other{world, 1};
  world.store.is_wrong = [&](const domain::swipe_item& s) { return s.requirement_id == other.requirement.id; };
  const auto good = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  auto wrong = pair.by(pair_side::tenant, swipe_action::like);
  wrong.requirement_id = other.requirement.id;
  const auto bad = world.send(pair.listing, wrong);
  const auto neighbour = world.send(
      other.listing, actors::swipe_on_pair{pair.requirement.id, pair.tenant, pair_side::tenant, swipe_action::like});
  world.run();
  BOOST_TEST(world.outcome(good) == "ok");
  BOOST_TEST(world.outcome(bad) == "internal");
  BOOST_TEST(world.outcome(neighbour) == "ok");
}

BOOST_AUTO_TEST_CASE(a_lost_word_from_the_listing_is_healed_when_the_requirement_comes_back) {
  actor_world world;
  const one_pair pair{world};
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::dislike));
  world.send(pair.requirement, actors::edit_posting{pair.tenant, false, {}, {}, {}, {}});
  world.run();
  const auto undecided = world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  // The requirement dies with the listing's word still before it.
  while (world.store.pairs.begin()->second.host == std::nullopt) BOOST_REQUIRE(world.step());
  world.kill(pair.requirement);
  world.run_messages();
  BOOST_TEST(!world.is_live(pair.requirement));
  world.send(pair.requirement, actors::edit_posting{pair.tenant, false, {}, {}, {}, {}});
  world.run();
  const auto& known = world.requirement(pair.requirement.id).pairs;
  BOOST_TEST((known.find(pair.listing.id) == world.store.pairs.begin()->second));
  BOOST_TEST(world.replies.answers[undecided].size() <= 1U);
}

BOOST_AUTO_TEST_CASE(a_requirement_that_is_awake_hears_of_its_pairs_and_one_that_sleeps_is_left_alone) {
  actor_world world;
  const one_pair pair{world};
  world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  world.run();
  BOOST_TEST(!world.is_live(pair.requirement));
  world.send(pair.requirement, actors::edit_posting{pair.tenant, false, {}, {}, {}, {}});
  world.run();
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  const auto& known = world.requirement(pair.requirement.id).pairs;
  BOOST_TEST((known.find(pair.listing.id) == world.store.pairs.begin()->second));
}

BOOST_AUTO_TEST_CASE(a_swipe_is_answered_after_five_deliveries_and_wakes_nobody_but_its_listing) {
  for (const auto side : {pair_side::tenant, pair_side::host}) {
    actor_world world;
    const one_pair pair{world};
    const auto deliveries_until_answered = [&](swipe_action action) {
      const auto before = world.deliveries;
      const auto asked = world.send(pair.listing, pair.by(side, action));
      while (world.outcome(asked).empty()) BOOST_REQUIRE(world.step());
      const auto taken = world.deliveries - before;
      world.run();
      BOOST_TEST(world.outcome(asked) == "ok");
      return taken;
    };
    // Supervisor, listing, lane, lane with the outcome, listing; a sleeping one is loaded first.
    BOOST_TEST(deliveries_until_answered(swipe_action::like) == 6U);
    BOOST_TEST(deliveries_until_answered(swipe_action::dislike) == 5U);
    BOOST_TEST((world.store.loads == std::vector{pair.listing}));
    const auto kinds = world.node->stats().report(world.clock.now()).kinds;
    BOOST_TEST(std::ranges::count_if(kinds, [](const auto& kind) { return kind.live > 0; }) == 1);
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_outcome_is_called_so_and_the_retry_meets_the_stored_state) {
  for (const auto what : {fate::unknown_written, fate::unknown_lost}) {
    actor_world world;
    const one_pair pair{world};
    world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
    world.run();
    world.fate_of_next = [&] { return what; };
    const auto like = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
    world.run_messages();
    BOOST_REQUIRE(world.store.waiting() == 1U);
    world.store.finish(0, what);
    world.fate_of_next = [] { return fate::done; };
    world.run();
    BOOST_TEST(world.outcome(like) == "outcome_unknown");
    const auto retry = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
    world.run();
    BOOST_TEST(world.outcome(retry) == "ok");
    BOOST_TEST(world.answer<swipe_settled>(retry).matched);
    BOOST_TEST(world.store.matches.size() == 1U);
    BOOST_TEST((world.answer<swipe_settled>(retry).match_id == world.store.matches.front().match_id));
  }
}

BOOST_AUTO_TEST_CASE(a_stale_group_is_decided_again_on_the_rows_and_answered_once) {
  actor_world world;
  const one_pair pair{world};
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::dislike));
  world.run();
  // A commit of a predecessor arrives late: the rows move on without the activation.
  ++world.store.versions.at(pair.listing.id);
  auto& rows = world.store.pairs.at({pair.listing.id, pair.requirement.id});
  rows.tenant->action = swipe_action::like;
  const auto like = world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  const auto meanwhile = world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::super_like));
  world.run();
  BOOST_TEST(world.store.matches.size() == 1U);
  BOOST_TEST(world.answer<swipe_settled>(like).matched);
  BOOST_TEST(world.replies.answers[like].size() == 1U);
  BOOST_TEST(world.replies.answers[meanwhile].size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_block_ends_a_match_once_and_its_command_is_taken_off_the_table_either_way) {
  actor_world world;
  const one_pair pair{world};
  const auto block = [&](std::uint64_t command) {
    world.send(pair.listing, actors::end_pair{pair.requirement.id, pair_side::tenant, pair.tenant, numbered(command)});
    world.run();
    BOOST_TEST(world.store.consumed.contains(numbered(command)));
  };
  world.send(pair.listing, pair.by(pair_side::tenant, swipe_action::like));
  block(7);
  BOOST_TEST((world.store.pairs.begin()->second.phase == pair_phase::open));
  world.send(pair.listing, pair.by(pair_side::host, swipe_action::like));
  block(8);
  BOOST_TEST((world.store.pairs.begin()->second.phase == pair_phase::ended));
  BOOST_TEST(world.store.events[pair.host].back() == "match.ended");
  block(9);
  BOOST_TEST(std::ranges::count(world.store.events[pair.host], "match.ended") == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace swipe_test
