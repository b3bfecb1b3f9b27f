// Each thing that a hand can do to the rows is found, and told in a sentence.
#include "persistence/postgres/schema/integrity.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "support/commit_world.hpp"

namespace integrity_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_side;
using domain::swipe_action;

namespace {

/// A match with messages, a like without an answer, and a snapshot.
struct whole_world : commit_world {
  two_people pair = add_pair();
  two_people other = add_pair();
  domain::uuid conversation = make_match(*this, pair);

  whole_world() {
    swipe(*this, other, pair_side::tenant, swipe_action::like);
    batch_builder b{*this};
    const auto g = b.group({domain::entity_kind::conversation, conversation});
    b.message(g, conversation, pair.tenant, "hello");
    b.message(g, conversation, pair.host, "good evening");
    BOOST_REQUIRE(outcome_of(commit(b.batch)) == "committed");
    const auto listing = load(pair.listing_key());
    save({listing.key, listing.version, listing.pairs});
  }
  std::vector<std::string> findings() const {
    return postgres::integrity_findings({database.conninfo(), "homigo test"}, sql_folder());
  }
  /// What is found after `sql` says `sentence`.
  bool tells(const std::string& sql, const std::string& sentence) const {
    value(sql);
    const auto found = findings();
    for (const auto& each : found) BOOST_TEST_MESSAGE(each);
    return std::ranges::any_of(found, [&](const auto& each) { return each.find(sentence) != std::string::npos; });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(integrity, whole_world)

BOOST_AUTO_TEST_CASE(what_the_product_wrote_itself_contradicts_nothing) {
  for (const auto& each : findings()) BOOST_ERROR(each);
}

BOOST_AUTO_TEST_CASE(pairs_deleted_by_hand_are_told) {
  BOOST_TEST(tells("DELETE FROM pair", "3 swipes stand on a pair that has no row in pair, for instance "));
}

BOOST_AUTO_TEST_CASE(a_swipe_deleted_by_hand_is_told) {
  BOOST_TEST(tells("DELETE FROM swipe_actions WHERE listing_id = " + id_literal(other.listing),
                   "1 pairs name a tenant's swipe"));
}

BOOST_AUTO_TEST_CASE(a_decision_changed_by_hand_is_told) {
  BOOST_TEST(tells("UPDATE pair SET tenant_action = 'dislike' WHERE listing_id = " + id_literal(other.listing),
                   "1 pairs name a tenant's swipe that is not in swipe_actions or says something else"));
}

BOOST_AUTO_TEST_CASE(two_likes_without_a_match_are_told) {
  BOOST_TEST(tells("UPDATE pair SET state = 'open' WHERE listing_id = " + id_literal(pair.listing),
                   "1 pairs have two likes and no match"));
}

BOOST_AUTO_TEST_CASE(a_message_deleted_by_hand_is_told) {
  BOOST_TEST(tells("DELETE FROM messages WHERE sequence = 1", "1 conversations have gaps or doubles"));
}

BOOST_AUTO_TEST_CASE(an_event_deleted_by_hand_is_told) {
  BOOST_TEST(tells("DELETE FROM user_events WHERE seq = 2 AND user_id = " + id_literal(pair.host),
                   "1 people have gaps or doubles"));
}

BOOST_AUTO_TEST_CASE(a_counter_of_likes_changed_by_hand_is_told) {
  BOOST_TEST(tells("UPDATE entity SET likes_count = 7 WHERE entity_id = " + id_literal(pair.listing),
                   "count other likes than there are"));
}

BOOST_AUTO_TEST_CASE(an_entity_set_back_by_hand_is_told) {
  BOOST_TEST(
      tells("UPDATE entity SET version = 0 WHERE entity_id = " + id_literal(pair.listing), "1 entities are behind"));
}

BOOST_AUTO_TEST_CASE(the_snapshot_of_another_listing_is_told) {
  BOOST_TEST(tells("UPDATE actor_snapshots SET entity_id = " + id_literal(other.listing),
                   "1 snapshots are damaged or of another entity"));
}

BOOST_AUTO_TEST_CASE(an_unreadable_snapshot_is_told) {
  BOOST_TEST(tells("UPDATE actor_snapshots SET body = 'nonsense'", "1 snapshots are damaged or of another entity"));
}

BOOST_AUTO_TEST_CASE(a_schema_of_another_release_is_the_only_finding) {
  value("DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)");
  const auto found = findings();
  BOOST_REQUIRE(found.size() == 1U);
  BOOST_TEST(found.front().starts_with("The database has a schema of version "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace integrity_test
