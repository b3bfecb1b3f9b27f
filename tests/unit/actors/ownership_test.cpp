// A stranger who names somebody else's listing hears the same, whatever stands in the pair. Whose a requirement is, the
// edge knows before it asks (tests/api/test_ownership.py), and the commit after it.
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
    for (const auto action : all_actions) BOOST_TEST(outcome_for(stranger, pair_side::host, action) == "not_found");
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

BOOST_AUTO_TEST_CASE(who_swipes_in_the_name_of_anothers_requirement_is_refused_by_the_commit) {
  for (const auto action : all_actions) BOOST_TEST(outcome_for(pair.host, pair_side::tenant, action) == "not_found");
  BOOST_TEST(store.pairs.empty());
}

BOOST_AUTO_TEST_CASE(the_tenant_of_a_pair_is_a_stranger_to_its_listing) {
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

BOOST_AUTO_TEST_CASE(a_strangers_undo_of_a_hosts_dislike_is_unknown_whatever_stands) {
  const auto undo = [&] {
    const auto asked =
        send(pair.listing, actors::undo_on_pair{pair.requirement.id, stranger, pair_side::host, numbered(1)});
    run();
    return outcome(asked);
  };
  BOOST_TEST(undo() == "not_found");
  outcome_for(pair.host, pair_side::host, swipe_action::like);
  BOOST_TEST(undo() == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace ownership_test
