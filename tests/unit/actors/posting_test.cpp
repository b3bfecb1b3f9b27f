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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace posting_test
