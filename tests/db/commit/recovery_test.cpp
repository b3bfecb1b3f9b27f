// Snapshots save time and nothing else: with a good, a damaged, a wrong or no snapshot the same listing comes back.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "support/commit_world.hpp"

namespace recovery_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;

namespace {

struct recovery_world : commit_world {
  two_people pair = add_pair();
  two_people other = [this] {
    auto p = add_pair();
    p.listing = pair.listing, p.host = pair.host;
    return p;
  }();

  persistence::stored_entity snapshot_now() {
    const auto listing = load(pair.listing_key());
    save({listing.key, listing.version, listing.pairs});
    return load(pair.listing_key());
  }
  static bool same(const persistence::stored_entity& a, const persistence::stored_entity& b) {
    return a.version == b.version && a.pairs.size() == b.pairs.size() &&
           std::ranges::equal(a.pairs, b.pairs, [](const auto& x, const auto& y) {
             return x.requirement_id == y.requirement_id && x.listing_id == y.listing_id && x.state == y.state;
           });
  }
  /// What comes back without any snapshot.
  persistence::stored_entity from_rows() {
    database.execute("CREATE TABLE kept AS SELECT * FROM actor_snapshots; DELETE FROM actor_snapshots");
    auto listing = load(pair.listing_key());
    database.execute("INSERT INTO actor_snapshots SELECT * FROM kept; DROP TABLE kept");
    BOOST_TEST(!listing.from_snapshot);
    return listing;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(recovery, recovery_world)

BOOST_AUTO_TEST_CASE(a_snapshot_gives_what_the_rows_give) {
  make_match(*this, pair);
  swipe(*this, other, pair_side::tenant, swipe_action::super_like);
  const auto loaded = snapshot_now();
  BOOST_TEST(loaded.from_snapshot);
  BOOST_TEST(same(loaded, from_rows()));
}

BOOST_AUTO_TEST_CASE(rows_after_the_snapshot_are_added_whatever_they_changed) {
  const auto dislike = swipe(*this, pair, pair_side::tenant, swipe_action::dislike);
  make_match(*this, other);
  snapshot_now();
  settle(*this, pair, domain::undo_event{pair_side::tenant, dislike.decided.swipe_id});
  settle(*this, other, domain::unmatch_event{pair_side::tenant});
  const auto ended = load(pair.listing_key());
  BOOST_TEST(ended.from_snapshot);
  BOOST_TEST(same(ended, from_rows()));
  // The undone dislike must not come back from the snapshot.
  const auto undone =
      std::ranges::find_if(ended.pairs, [&](const auto& p) { return p.requirement_id == pair.requirement; });
  BOOST_REQUIRE((undone != ended.pairs.end()));
  BOOST_TEST(!undone->state.tenant.has_value());
  snapshot_now();
  settle(*this, other, domain::unmatch_event{pair_side::host});
  const auto both = load(pair.listing_key());
  BOOST_TEST(both.from_snapshot);
  BOOST_TEST(same(both, from_rows()));
}

BOOST_AUTO_TEST_CASE(a_damaged_snapshot_costs_time_only_and_is_written_again) {
  swipe(*this, pair, pair_side::tenant, swipe_action::like);
  const auto good = snapshot_now();
  for (const auto* damage : {"body = set_byte(body, 20, (get_byte(body, 20) + 1) % 256)", "checksum = checksum + 1",
                             "body = substring(body for 3)", "format = 99"}) {
    database.execute(std::string{"UPDATE actor_snapshots SET "} + damage);
    const auto loaded = load(pair.listing_key());
    BOOST_TEST(!loaded.from_snapshot, damage);
    BOOST_TEST(same(loaded, good), damage);
    save({loaded.key, loaded.version, loaded.pairs});
    BOOST_TEST(load(pair.listing_key()).from_snapshot, damage);
  }
}

BOOST_AUTO_TEST_CASE(a_snapshot_is_good_for_its_own_listing_and_version_alone) {
  swipe(*this, pair, pair_side::tenant, swipe_action::like);
  const auto good = snapshot_now();
  const auto neighbour = add_pair();
  const auto loaded = load(neighbour.listing_key());
  save({neighbour.listing_key(), loaded.version, loaded.pairs});
  // Body and checksum as they came, under the name of another listing that nobody has liked.
  value("UPDATE actor_snapshots SET (body, checksum) = (SELECT body, checksum FROM actor_snapshots WHERE entity_id = " +
        id_literal(pair.listing) + ") WHERE entity_id = " + id_literal(neighbour.listing));
  const auto of_neighbour = load(neighbour.listing_key());
  BOOST_TEST(!of_neighbour.from_snapshot);
  BOOST_TEST(of_neighbour.pairs.empty());
  BOOST_TEST(same(load(pair.listing_key()), good));
  swipe(*this, other, pair_side::tenant, swipe_action::like);
  value("UPDATE actor_snapshots SET entity_version = entity_version + 1 WHERE entity_id = " + id_literal(pair.listing));
  const auto claimed_newer = load(pair.listing_key());
  BOOST_TEST(!claimed_newer.from_snapshot);
  BOOST_TEST(claimed_newer.pairs.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_snapshot_ahead_of_the_rows_is_neither_read_nor_kept) {
  swipe(*this, pair, pair_side::tenant, swipe_action::like);
  snapshot_now();
  database.execute("UPDATE actor_snapshots SET entity_version = 100");
  const auto loaded = load(pair.listing_key());
  BOOST_TEST(!loaded.from_snapshot);
  BOOST_TEST(loaded.pairs.size() == 1U);
  save({loaded.key, loaded.version, loaded.pairs});
  BOOST_TEST(load(pair.listing_key()).from_snapshot);
}

BOOST_AUTO_TEST_CASE(an_older_snapshot_does_not_replace_a_newer_one) {
  swipe(*this, pair, pair_side::tenant, swipe_action::like);
  const auto old = load(pair.listing_key());
  swipe(*this, pair, pair_side::host, swipe_action::like);
  snapshot_now();
  save({old.key, old.version, old.pairs});
  BOOST_TEST(value("SELECT entity_version FROM actor_snapshots") == "3");
}

BOOST_AUTO_TEST_CASE(the_requirement_sees_the_same_pairs_from_its_side) {
  make_match(*this, pair);
  const auto listing = load(pair.listing_key());
  const auto requirement = load(pair.requirement_key());
  BOOST_REQUIRE(requirement.pairs.size() == 1U);
  BOOST_TEST((requirement.pairs[0].state == listing.pairs[0].state && requirement.pairs[0].listing_id == pair.listing));
}

BOOST_AUTO_TEST_CASE(what_does_not_exist_has_version_zero_and_nothing) {
  const auto nothing = load({domain::entity_kind::listing, fresh_id()});
  BOOST_TEST(nothing.version == 0);
  BOOST_TEST((!nothing.posting && nothing.pairs.empty() && !nothing.from_snapshot));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace recovery_test
