// What homigo_commit_v1 writes for decisions on pairs, and what it refuses.
#include <boost/test/unit_test.hpp>

#include "support/commit_world.hpp"

namespace swipe_test {

using namespace homigo;
using namespace homigo::tests;
using domain::pair_phase;
using domain::pair_side;
using domain::swipe_action;

namespace {

domain::pair_state stored_pair(commit_world& world, const two_people& pair) {
  const auto listing = world.load(pair.listing_key());
  BOOST_REQUIRE(listing.pairs.size() == 1U);
  return listing.pairs.front().state;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commit_of_swipes)

BOOST_AUTO_TEST_CASE(a_like_is_recorded_counted_and_told_to_the_other_side) {
  commit_world world;
  const auto pair = world.add_pair();
  const auto like = swipe(world, pair, pair_side::tenant, swipe_action::like);
  BOOST_TEST(outcome_of(like.outcome) == "committed");
  BOOST_TEST((stored_pair(world, pair) == like.decided.next));
  BOOST_TEST(world.value("SELECT likes_count FROM entity WHERE entity_id = " + id_literal(pair.listing)) == "1");
  BOOST_REQUIRE(like.outcome.report.events.size() == 1U);
  const auto& event = like.outcome.report.events.front();
  BOOST_TEST((event.user_id == pair.host && event.seq == 1 && event.event == "swipe.received"));
  BOOST_TEST((event.reference == like.decided.swipe_id));
  BOOST_TEST(world.count("notifications WHERE notification_type = 'like_received' AND user_id = " +
                         id_literal(pair.host)) == 1);
  BOOST_TEST(world.value("SELECT version FROM entity WHERE entity_id = " + id_literal(pair.listing)) == "2");
  BOOST_TEST(world.count("change_log WHERE key = " + id_literal(pair.listing)) == 1);
}

BOOST_AUTO_TEST_CASE(a_like_after_a_dislike_keeps_its_swipe_and_a_super_like_raises_it_without_a_second_count) {
  commit_world world;
  const auto pair = world.add_pair();
  const auto dislike = swipe(world, pair, pair_side::tenant, swipe_action::dislike);
  const auto like = swipe(world, pair, pair_side::tenant, swipe_action::like);
  const auto raised = swipe(world, pair, pair_side::tenant, swipe_action::super_like);
  BOOST_TEST(
      (like.decided.swipe_id == dislike.decided.swipe_id && raised.decided.swipe_id == dislike.decided.swipe_id));
  BOOST_TEST(world.value("SELECT string_agg(action, ',') FROM swipe_actions") == "super_like");
  BOOST_TEST(world.value("SELECT likes_count FROM entity WHERE entity_id = " + id_literal(pair.listing)) == "1");
  swipe(world, pair, pair_side::tenant, swipe_action::dislike);
  BOOST_TEST(world.value("SELECT likes_count FROM entity WHERE entity_id = " + id_literal(pair.listing)) == "0");
}

BOOST_AUTO_TEST_CASE(the_second_like_makes_match_conversation_notifications_and_one_event_for_each_side) {
  commit_world world;
  const auto pair = world.add_pair();
  swipe(world, pair, pair_side::tenant, swipe_action::like);
  const auto match = swipe(world, pair, pair_side::host, swipe_action::super_like);
  BOOST_REQUIRE(outcome_of(match.outcome) == "committed");
  BOOST_TEST(world.count("matches m JOIN conversations c USING (conversation_id) WHERE c.match_id = m.match_id") == 1);
  BOOST_TEST(world.count("notifications WHERE notification_type = 'match_made'") == 2);
  BOOST_TEST(world.value("SELECT string_agg(event || seq, ' ' ORDER BY seq) FROM user_events WHERE user_id = " +
                         id_literal(pair.host)) == "swipe.received1 match.created2");
  BOOST_TEST(world.value("SELECT string_agg(event || seq, ' ') FROM user_events WHERE user_id = " +
                         id_literal(pair.tenant)) == "match.created1");
  BOOST_TEST(world.count("matches WHERE compatibility_score > 0 AND compatibility_score::float8 ="
                         " score_listing_for_requirement(listing_id, requirement_id)") == 1);
  BOOST_TEST((stored_pair(world, pair) == match.decided.next));
  BOOST_TEST(world.value("SELECT likes_count FROM entity WHERE entity_id = " + id_literal(pair.requirement)) == "1");
}

BOOST_AUTO_TEST_CASE(an_undone_dislike_is_a_tombstone_and_the_pair_can_be_swiped_again) {
  commit_world world;
  const auto pair = world.add_pair();
  const auto dislike = swipe(world, pair, pair_side::tenant, swipe_action::dislike);
  const auto undo = settle(world, pair, domain::undo_event{pair_side::tenant, dislike.decided.swipe_id});
  BOOST_TEST(outcome_of(undo.outcome) == "committed");
  BOOST_TEST(world.count("swipe_actions WHERE undone_at IS NOT NULL") == 1);
  BOOST_TEST((stored_pair(world, pair) == domain::pair_state{}));
  const auto like = swipe(world, pair, pair_side::tenant, swipe_action::like);
  BOOST_TEST(outcome_of(like.outcome) == "committed");
  BOOST_TEST((like.decided.swipe_id != dislike.decided.swipe_id));
}

BOOST_AUTO_TEST_CASE(unmatching_ends_pair_match_and_conversation_and_the_other_side_may_follow) {
  commit_world world;
  const auto pair = world.add_pair();
  make_match(world, pair);
  const auto first = settle(world, pair, domain::unmatch_event{pair_side::tenant});
  BOOST_TEST(outcome_of(first.outcome) == "committed");
  BOOST_TEST(first.outcome.report.events.size() == 2U);
  BOOST_TEST(world.value("SELECT match_status FROM matches") == "tenant_unmatched");
  BOOST_TEST(world.count("conversations WHERE closed_at IS NOT NULL") == 1);
  const auto second = settle(world, pair, domain::unmatch_event{pair_side::host});
  BOOST_TEST(world.value("SELECT match_status FROM matches") == "both_unmatched");
  BOOST_TEST(second.outcome.report.events.empty());
  BOOST_TEST((stored_pair(world, pair) == second.decided.next));
}

BOOST_AUTO_TEST_CASE(a_durable_end_of_a_pair_that_stands_leaves_the_match_alone_and_is_consumed) {
  commit_world world;
  const auto pair = world.add_pair();
  make_match(world, pair);
  const auto command = fresh_id();
  world.value("INSERT INTO pending_command (command_id, entity_id, kind, shard, command) VALUES (" +
              id_literal(command) + "," + id_literal(pair.listing) + ", 'listing', 0, 'end_pair')");
  batch_builder b{world};
  domain::ending_item item;
  item.g = b.group(pair.listing_key());
  item.listing_id = pair.listing, item.requirement_id = pair.requirement;
  item.command_id = command, item.already_ended = true, item.at = now();
  b.batch.items.endings.push_back(item);
  BOOST_TEST(outcome_of(world.commit(b.batch)) == "committed");
  BOOST_TEST(world.count("pending_command") == 0);
  BOOST_TEST((stored_pair(world, pair).phase == pair_phase::matched));
}

BOOST_AUTO_TEST_CASE(nothing_of_a_group_with_a_refused_item_is_written_and_everything_of_the_others) {
  commit_world world;
  const auto pair = world.add_pair();
  auto blocked = world.add_pair();
  blocked.listing = pair.listing, blocked.host = pair.host;
  const auto other = world.add_pair();
  world.block(blocked.tenant, pair.host);
  batch_builder b{world};
  const auto shared = b.group(pair.listing_key());
  const auto neighbour = b.group(other.listing_key());
  b.swipe(shared, pair, pair_side::tenant, swipe_action::like);
  b.swipe(shared, blocked, pair_side::tenant, swipe_action::like);
  b.swipe(neighbour, other, pair_side::tenant, swipe_action::like);
  const auto outcome = world.commit(b.batch);
  BOOST_REQUIRE(outcome.report.refused.size() == 1U);
  const auto& refusal = outcome.report.refused.front();
  BOOST_TEST((refusal.g == shared && refusal.i == 1 && refusal.code == "not_found"));
  BOOST_TEST(world.count("pair WHERE listing_id = " + id_literal(pair.listing)) == 0);
  BOOST_TEST(world.count("user_events WHERE user_id = " + id_literal(pair.host)) == 0);
  BOOST_TEST(world.count("pair WHERE listing_id = " + id_literal(other.listing)) == 1);
  BOOST_TEST(world.value("SELECT version FROM entity WHERE entity_id = " + id_literal(pair.listing)) == "1");
  BOOST_TEST(world.value("SELECT version FROM entity WHERE entity_id = " + id_literal(other.listing)) == "2");
}

BOOST_AUTO_TEST_CASE(a_group_decided_on_an_older_version_is_stale_and_writes_nothing) {
  commit_world world;
  const auto pair = world.add_pair();
  batch_builder b{world};
  b.swipe(b.group(pair.listing_key(), 0), pair, pair_side::tenant, swipe_action::like);
  const auto outcome = world.commit(b.batch);
  BOOST_TEST((outcome.report.stale == std::vector<std::int32_t>{0}));
  BOOST_TEST(world.count("pair") + world.count("user_events") + world.count("change_log") == 0);
}

BOOST_AUTO_TEST_CASE(facts_that_swipes_depend_on_refuse_them) {
  commit_world world;
  const auto refusal = [&](const two_people& pair, const std::string& change, pair_side side = pair_side::tenant) {
    world.value(change);
    return outcome_of(swipe(world, pair, side, swipe_action::like).outcome);
  };
  auto pair = world.add_pair();
  BOOST_TEST(refusal(pair, "UPDATE users SET account_status = 'suspended' WHERE user_id = " + id_literal(pair.host)) ==
             "not_found");
  pair = world.add_pair();
  BOOST_TEST(refusal(pair, "UPDATE property_listings SET status = 'paused' WHERE listing_id = " +
                               id_literal(pair.listing)) == "not_found");
  pair = world.add_pair();
  BOOST_TEST(refusal(pair,
                     "UPDATE property_listings SET status = 'paused' WHERE listing_id = " + id_literal(pair.listing),
                     pair_side::host) == "wrong_state");
  pair = world.add_pair();
  BOOST_TEST(refusal(pair, "UPDATE tenant_requirements SET valid_until = now() WHERE requirement_id = " +
                               id_literal(pair.requirement)) == "wrong_state");
  pair = world.add_pair();
  BOOST_TEST(refusal(pair,
                     "UPDATE tenant_requirements SET tenant_id = " + id_literal(pair.host) +
                         " WHERE requirement_id = " + id_literal(pair.requirement),
                     pair_side::host) == "forbidden");
  pair = world.add_pair();
  pair.tenant = world.add_user();
  BOOST_TEST(refusal(pair, "SELECT 1") == "not_found");
  pair.requirement = fresh_id();
  BOOST_TEST(refusal(pair, "SELECT 1") == "not_found");
  BOOST_TEST(world.count("swipe_actions") == 0);
}

BOOST_AUTO_TEST_CASE(super_likes_are_counted_by_the_day_in_india) {
  commit_world world;
  const auto tenant = world.add_user();
  const auto super_like_at = [&](domain::instant at) {
    auto pair = world.add_pair();
    pair.tenant = tenant;
    world.value("UPDATE tenant_requirements SET tenant_id = " + id_literal(tenant) +
                " WHERE requirement_id = " + id_literal(pair.requirement));
    batch_builder b{world};
    b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::super_like).at = at;
    return outcome_of(world.commit(b.batch));
  };
  using namespace std::chrono_literals;
  // 18:30 UTC is midnight in India.
  const domain::instant midnight = std::chrono::floor<std::chrono::days>(now()) + 18h + 30min;
  for (int i = 0; i < 5; ++i) BOOST_TEST(super_like_at(midnight - 1ms) == "committed");
  BOOST_TEST(super_like_at(midnight - 1ms) == "quota_exceeded");
  BOOST_TEST(super_like_at(midnight) == "committed");
}

BOOST_AUTO_TEST_CASE(a_super_like_turned_into_something_else_stays_spent) {
  commit_world world;
  const auto tenant = world.add_user();
  const auto requirement = world.add_requirement(tenant);
  std::vector<two_people> pairs;
  for (int i = 0; i < 6; ++i) {
    pairs.push_back({tenant, world.add_user(), requirement, {}});
    pairs.back().listing = world.add_listing(pairs.back().host);
  }
  const auto super_like = [&](const two_people& pair) {
    return outcome_of(swipe(world, pair, pair_side::tenant, swipe_action::super_like).outcome);
  };
  for (std::size_t i = 0; i < 5; ++i) {
    BOOST_TEST(super_like(pairs[i]) == "committed");
    const auto dislike = swipe(world, pairs[i], pair_side::tenant, swipe_action::dislike);
    if (i == 0) settle(world, pairs[i], domain::undo_event{pair_side::tenant, dislike.decided.swipe_id});
  }
  BOOST_TEST(super_like(pairs[5]) == "quota_exceeded");
  BOOST_TEST(super_like(pairs[1]) == "committed");  // it was spent on this one
  BOOST_TEST(super_like(pairs[5]) == "quota_exceeded");
  BOOST_TEST(world.count("swipe_actions WHERE super_liked_at IS NOT NULL") == 5);
}

BOOST_AUTO_TEST_CASE(a_like_is_told_once_and_once_more_when_it_becomes_a_super_like) {
  commit_world world;
  const auto pair = world.add_pair();
  std::string told;
  const auto says = [&](swipe_action action) {
    const auto done = swipe(world, pair, pair_side::tenant, action);
    told += done.outcome.report.events.empty() ? '.' : '!';
    return done.decided.swipe_id;
  };
  using enum swipe_action;
  for (const auto action : {dislike, like, dislike, like, super_like, dislike, like, super_like}) says(action);
  BOOST_TEST(told == ".!..!...");
  settle(world, pair, domain::undo_event{pair_side::tenant, says(dislike)});
  says(like), says(super_like);
  BOOST_TEST(told == ".!..!......");
  BOOST_TEST(world.count("user_events WHERE event = 'swipe.received'") == 2);
}

BOOST_AUTO_TEST_CASE(a_super_like_refused_for_another_reason_is_not_counted) {
  commit_world world;
  const auto tenant = world.add_user();
  const auto requirement = world.add_requirement(tenant);
  const auto pair_with = [&](const std::string& listing_status) {
    two_people pair{tenant, world.add_user(), requirement, {}};
    pair.listing = world.add_listing(pair.host, listing_status);
    return pair;
  };
  const auto super_like = [&](std::initializer_list<std::string> listing_statuses) {
    batch_builder b{world};
    for (const auto& status : listing_statuses) {
      const auto pair = pair_with(status);
      b.swipe(b.group(pair.listing_key()), pair, pair_side::tenant, swipe_action::super_like);
    }
    std::string codes;
    for (const auto& refused : world.commit(b.batch).report.refused) codes += refused.code + " ";
    return codes;
  };
  for (int i = 0; i < 4; ++i) BOOST_TEST(super_like({"active"}) == "");
  // The last one of the day comes behind two that cannot be: it is written.
  BOOST_TEST(super_like({"paused", "draft", "active"}) == "not_found not_found ");
  BOOST_TEST(world.count("swipe_actions WHERE action = 'super_like'") == 5);
  BOOST_TEST(super_like({"active"}) == "quota_exceeded ");
}

BOOST_AUTO_TEST_CASE(a_super_like_of_a_group_that_is_not_written_is_not_counted) {
  commit_world world;
  const auto tenant = world.add_user();
  const auto requirement = world.add_requirement(tenant);
  const auto live_pair = [&] {
    two_people pair{tenant, world.add_user(), requirement, {}};
    pair.listing = world.add_listing(pair.host);
    return pair;
  };
  for (int i = 0; i < 4; ++i) swipe(world, live_pair(), pair_side::tenant, swipe_action::super_like);
  const auto stale = live_pair();
  const auto good = live_pair();
  batch_builder b{world};
  b.swipe(b.group(stale.listing_key(), 77), stale, pair_side::tenant, swipe_action::super_like);
  b.swipe(b.group(good.listing_key()), good, pair_side::tenant, swipe_action::super_like);
  const auto outcome = world.commit(b.batch);
  BOOST_TEST(outcome.report.stale.size() == 1U);
  BOOST_TEST(outcome.report.refused.empty());
  BOOST_TEST(world.count("swipe_actions WHERE action = 'super_like'") == 5);
}

BOOST_AUTO_TEST_CASE(events_of_many_people_in_one_batch_are_numbered_without_gaps) {
  commit_world world;
  std::vector<two_people> pairs;
  const auto host = world.add_user();
  for (int i = 0; i < 12; ++i) {
    auto pair = world.add_pair();
    if (i % 2 == 0) {
      pair.host = host;
      world.value("UPDATE property_listings SET host_id = " + id_literal(host) +
                  " WHERE listing_id = " + id_literal(pair.listing));
    }
    pairs.push_back(pair);
  }
  for (int round = 0; round < 2; ++round) {
    batch_builder b{world};
    for (const auto& pair : pairs) {
      auto& item = b.swipe(b.group(pair.listing_key()), pair, round == 0 ? pair_side::tenant : pair_side::host,
                           swipe_action::like);
      if (round == 1) item.match_id = fresh_id(), item.conversation_id = fresh_id();
    }
    const auto outcome = world.commit(b.batch);
    BOOST_TEST(outcome.report.events.size() == (round == 0 ? 12U : 24U));
  }
  BOOST_TEST(world.value("SELECT string_agg(seq::text, ',' ORDER BY seq) FROM user_events WHERE user_id = " +
                         id_literal(host)) == "1,2,3,4,5,6,7,8,9,10,11,12");
  BOOST_TEST(
      world.value(
          "SELECT count(*) FROM (SELECT user_id FROM user_events GROUP BY user_id HAVING max(seq) <> count(*)) gaps") ==
      "0");
  BOOST_TEST(world.value("SELECT count(*) FROM user_counter c WHERE last_seq <>"
                         " (SELECT max(seq) FROM user_events e WHERE e.user_id = c.user_id)") == "0");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace swipe_test
