// The life of postings in their actors.
#include <boost/test/unit_test.hpp>

#include "support/actor_world.hpp"

namespace posting_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::posting_status;
using domain::swipe_action;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(postings_in_actors)

BOOST_AUTO_TEST_CASE(a_posting_expires_when_its_validity_is_over_and_not_before) {
  actor_world world;
  const one_pair pair{world};
  auto& listing = world.store.postings.at(pair.listing.id);
  listing.valid_until = world.clock.at + 1h;
  world.send(pair.listing, actors::expire_posting{});
  world.run();
  BOOST_TEST((listing.status == posting_status::active));
  world.pass(2h);
  world.send(pair.listing, actors::expire_posting{});
  world.run();
  BOOST_TEST((listing.status == posting_status::expired));
}

BOOST_AUTO_TEST_CASE(a_swipe_on_a_listing_that_does_not_exist_makes_no_entity_of_it) {
  actor_world world;
  const one_pair pair{world};
  const auto swipe =
      world.send({domain::entity_kind::listing, numbered(77)}, pair.by(pair_side::tenant, swipe_action::like));
  world.run();
  BOOST_TEST(world.outcome(swipe) == "not_found");
  BOOST_TEST(world.store.batches.empty());
}

BOOST_AUTO_TEST_CASE(a_change_that_was_laid_over_another_revision_is_refused_and_changes_nothing) {
  actor_world world;
  const one_pair pair{world};
  actors::edit_posting edit;
  edit.owner_id = pair.host;
  edit.content = domain::listing_content{};
  edit.based_on = 7;
  const auto stale = world.send(pair.listing, edit);
  world.run();
  BOOST_TEST(world.outcome(stale) == "conflict");
  BOOST_TEST(world.store.batches.empty());
  edit.based_on = 1;
  const auto fresh = world.send(pair.listing, edit);
  world.run();
  BOOST_TEST(world.outcome(fresh) == "ok");
  BOOST_TEST(world.store.batches.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_posting_is_made_once_and_its_maker_hears_the_same_again) {
  actor_world world;
  const domain::entity_key made{domain::entity_kind::requirement, numbered(88)};
  actors::edit_posting creation;
  creation.owner_id = numbered(5);
  creation.create = true;
  creation.content = domain::requirement_content{};
  const auto first = world.send(made, creation), again = world.send(made, creation);
  creation.owner_id = numbered(6);
  const auto others = world.send(made, creation);
  world.run();
  BOOST_TEST(world.outcome(first) == "ok");
  BOOST_TEST(world.outcome(again) == "ok");
  BOOST_TEST(world.outcome(others) == "conflict");
  BOOST_TEST(world.store.batches.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace posting_test
