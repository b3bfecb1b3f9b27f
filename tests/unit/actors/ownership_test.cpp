// A stranger who names somebody else's posting hears the same, whatever stands in the pair.
#include <boost/test/unit_test.hpp>

#include "support/actor_world.hpp"

namespace ownership_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;

namespace {

constexpr auto all_actions = {swipe_action::like, swipe_action::dislike, swipe_action::super_like};

struct stranger_world : actor_world {
  one_pair pair{*this};
  domain::uuid stranger = numbered(999);

  stranger_world() {
    // What the database says of an item whose swiper does not own the side that swipes.
    store.judge = [this](const domain::swipe_item& s) {
      const auto& owner = s.side == pair_side::tenant ? pair.tenant : pair.host;
      return s.swiper_id == owner ? "" : "not_found";
    };
  }
  std::string outcome_for(const domain::uuid& who, pair_side side, swipe_action action) {
    auto command = pair.by(side, action);
    command.swiper_id = who;
    const auto asked = send(pair.listing, command);
    run();
    return outcome(asked);
  }
  void expect_that_a_stranger_learns_nothing() {
    const auto before = store.pairs;
    for (const auto side : {pair_side::tenant, pair_side::host})
      for (const auto action : all_actions) BOOST_TEST(outcome_for(stranger, side, action) == "not_found");
    BOOST_TEST((store.pairs == before));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ownership_of_swipes, stranger_world)

BOOST_AUTO_TEST_CASE(a_stranger_hears_the_same_before_anybody_has_swiped) { expect_that_a_stranger_learns_nothing(); }

BOOST_AUTO_TEST_CASE(a_stranger_hears_the_same_whatever_either_side_has_decided) {
  for (const auto side : {pair_side::tenant, pair_side::host})
    for (const auto action : all_actions) {
      stranger_world world;
      BOOST_TEST(world.outcome_for(side == pair_side::tenant ? world.pair.tenant : world.pair.host, side, action) ==
                 "ok");
      world.expect_that_a_stranger_learns_nothing();
    }
}

BOOST_AUTO_TEST_CASE(a_stranger_hears_the_same_during_and_after_a_match) {
  outcome_for(pair.tenant, pair_side::tenant, swipe_action::like);
  outcome_for(pair.host, pair_side::host, swipe_action::like);
  expect_that_a_stranger_learns_nothing();
  BOOST_TEST(outcome_for(pair.tenant, pair_side::tenant, swipe_action::dislike) == "already_matched");
  send(pair.listing, actors::unmatch_pair{pair.requirement.id, pair.tenant, pair_side::tenant});
  run();
  expect_that_a_stranger_learns_nothing();
  BOOST_TEST(outcome_for(pair.tenant, pair_side::tenant, swipe_action::like) == "pair_closed");
}

BOOST_AUTO_TEST_CASE(the_other_side_of_a_pair_is_a_stranger_to_this_one) {
  outcome_for(pair.tenant, pair_side::tenant, swipe_action::like);
  BOOST_TEST(outcome_for(pair.host, pair_side::tenant, swipe_action::like) == "not_found");
  outcome_for(pair.host, pair_side::host, swipe_action::dislike);
  BOOST_TEST(outcome_for(pair.tenant, pair_side::host, swipe_action::dislike) == "not_found");
}

BOOST_AUTO_TEST_CASE(owners_are_answered_what_stands) {
  for (const auto action : all_actions) {
    stranger_world world;
    BOOST_TEST(world.outcome_for(world.pair.tenant, pair_side::tenant, action) == "ok");
    BOOST_TEST(world.outcome_for(world.pair.tenant, pair_side::tenant, action) == "ok");
  }
}

BOOST_AUTO_TEST_CASE(a_strangers_undo_is_unknown_whatever_stands) {
  for (const auto side : {pair_side::tenant, pair_side::host}) {
    stranger_world world;
    const auto undo = [&](const domain::uuid& swipe_id) {
      const auto asked = world.send(world.pair.listing,
                                    actors::undo_on_pair{world.pair.requirement.id, world.stranger, side, swipe_id});
      world.run();
      return world.outcome(asked);
    };
    BOOST_TEST(undo(numbered(1)) == "not_found");
    world.outcome_for(side == pair_side::tenant ? world.pair.tenant : world.pair.host, side, swipe_action::like);
    BOOST_TEST(undo(numbered(1)) == "not_found");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace ownership_test
