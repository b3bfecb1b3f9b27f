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

BOOST_AUTO_TEST_CASE(a_counter_of_a_requirements_likes_changed_by_hand_is_told) {
  BOOST_TEST(tells("UPDATE entity SET likes_count = 7 WHERE entity_id = " + id_literal(pair.requirement),
                   "1 requirements count other likes than there are"));
}

BOOST_AUTO_TEST_CASE(a_pair_a_swipe_or_a_conversation_of_somebody_elses_is_told) {
  const auto of_listing = " WHERE listing_id = " + id_literal(pair.listing);
  BOOST_TEST(tells(
      "UPDATE swipe_actions SET swiper_id = " + id_literal(other.tenant) + of_listing + " AND target_type = 'listing'",
      "1 swipes were not made by whom their side belongs to"));
  BOOST_TEST(tells("UPDATE conversations SET tenant_id = " + id_literal(other.tenant),
                   "1 matches or conversations name other people than their pair"));
  BOOST_TEST(tells("UPDATE pair SET host_id = " + id_literal(other.host) + of_listing,
                   "1 pairs name other people than their listing and their requirement"));
}

BOOST_AUTO_TEST_CASE(a_pair_that_ended_without_a_match_is_told) {
  BOOST_TEST(tells("UPDATE pair SET state = 'ended' WHERE listing_id = " + id_literal(other.listing),
                   "1 pairs have ended without ever having been a match"));
}

BOOST_AUTO_TEST_CASE(an_end_that_closed_nothing_and_was_told_to_nobody_is_told) {
  const std::string end = "UPDATE matches SET match_status = 'host_unmatched', ended_at = now()";
  BOOST_TEST(tells(end, "1 conversations are open although their match has ended"));
  BOOST_TEST(tells(end, "1 ends of matches were not told to each of the two people exactly once"));
}

BOOST_AUTO_TEST_CASE(a_block_that_ended_nothing_is_told_unless_the_end_is_under_way) {
  const auto block = "INSERT INTO blocked_users (blocker_id, blocked_id) VALUES (" + id_literal(pair.host) + ", " +
                     id_literal(pair.tenant) + ") ON CONFLICT DO NOTHING";
  BOOST_TEST(tells(block, "1 conversations are open between people one of whom blocks the other"));
  BOOST_TEST(tells(block, "1 matches stand between people one of whom blocks the other"));
  const auto order =
      "INSERT INTO pending_command (command_id, entity_id, kind, shard, command) VALUES "
      "(gen_random_uuid(), " +
      id_literal(pair.listing) + ", 'listing', 0, 'end_pair')";
  BOOST_TEST(!tells(order, "matches stand between people"));
}

BOOST_AUTO_TEST_CASE(a_command_for_nobody_is_told) {
  BOOST_TEST(
      tells("INSERT INTO pending_command (command_id, entity_id, kind, shard, command) VALUES "
            "(gen_random_uuid(), gen_random_uuid(), 'listing', 0, 'publish')",
            "1 durable commands are for a posting that does not exist"));
}

BOOST_AUTO_TEST_CASE(a_message_of_a_stranger_and_a_key_of_no_message_are_told) {
  BOOST_TEST(tells("UPDATE messages SET sender_id = " + id_literal(other.tenant) + " WHERE sequence = 1",
                   "1 messages were sent by somebody who is not in their conversation"));
  BOOST_TEST(
      tells("INSERT INTO message_key (conversation_id, sender_id, client_message_id, message_id, sequence) VALUES (" +
                id_literal(conversation) + ", " + id_literal(pair.host) + ", 'k', gen_random_uuid(), 2)",
            "keys of messages name a message that is not there"));
}

BOOST_AUTO_TEST_CASE(a_match_or_a_message_that_one_side_was_not_told_of_is_told) {
  for (const std::string event : {"match.created", "message.created"}) {
    BOOST_TEST(tells("UPDATE user_events SET reference = gen_random_uuid() WHERE event = '" + event +
                         "' AND user_id = " + id_literal(pair.host) +
                         " AND reference = (SELECT reference FROM "
                         "user_events WHERE event = '" +
                         event + "' ORDER BY reference LIMIT 1)",
                     (event == "match.created" ? "1" : "2") +
                         std::string{" matches or messages were not told to each of their two people exactly once"}));
  }
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
